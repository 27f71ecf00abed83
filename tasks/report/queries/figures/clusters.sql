SELECT c.cluster_id, l.title, count(*)::INTEGER AS articles, count(DISTINCT c.outlet)::INTEGER AS outlets,
       min(c.published_on) AS first_published, max(c.published_on) AS last_published
FROM light c JOIN light l ON l.article_id = c.cluster_id
GROUP BY c.cluster_id, l.title HAVING count(*) > 1 ORDER BY articles DESC, c.cluster_id LIMIT 60
