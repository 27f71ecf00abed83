SELECT place_precision AS precision, count(*)::INTEGER AS events, count(*) FILTER (latitude IS NOT NULL)::INTEGER AS with_point
FROM told GROUP BY ALL ORDER BY events DESC, precision
