SELECT a.entity_id AS actor_id, any_value(a.name ORDER BY a.name) AS actor, mode(a.country) AS actor_country, r.entity_id AS recipient_id,
       any_value(r.name ORDER BY r.name) AS recipient, mode(r.country) AS recipient_country, count(DISTINCT a.event_id)::INTEGER AS events,
       count(DISTINCT a.event_id) FILTER (t.quad_class IN (1, 2))::INTEGER AS cooperation,
       count(DISTINCT a.event_id) FILTER (t.quad_class IN (3, 4))::INTEGER AS conflict
FROM involved a JOIN involved r ON a.event_id = r.event_id AND a.role = 'actor' AND r.role = 'recipient' JOIN told t ON t.event_id = a.event_id
GROUP BY actor_id, recipient_id ORDER BY events DESC, actor_id, recipient_id LIMIT 40
