SELECT least(floor(confidence * 20), 19) / 20 AS confidence, count(*)::INTEGER AS events FROM told GROUP BY ALL ORDER BY confidence
