SELECT r.reason AS reason, count(*)::INTEGER AS lines, count(DISTINCT article_id)::INTEGER AS articles
FROM (SELECT article_id, unnest(removed) AS r FROM articles) GROUP BY ALL ORDER BY lines DESC, reason
