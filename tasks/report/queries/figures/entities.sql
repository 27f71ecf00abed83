SELECT n.entity_id, n.name, n.label, n.country, n.mentions, n.articles, count(DISTINCT i.event_id)::INTEGER AS events
FROM named n LEFT JOIN involved i USING (entity_id)
GROUP BY ALL ORDER BY n.articles DESC, n.mentions DESC, n.entity_id LIMIT 60
