SELECT coalesce(relation, 'original') AS relation, count(*)::INTEGER AS articles, round(avg(overlap), 3) AS mean_overlap
FROM articles GROUP BY ALL ORDER BY articles DESC, relation
