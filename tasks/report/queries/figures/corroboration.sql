SELECT least(article_count, 10) AS articles, least(origin_count, 10) AS origins, count(*)::INTEGER AS events
FROM told GROUP BY ALL ORDER BY articles, origins
