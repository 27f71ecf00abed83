-- An event counts once for each pair of a country that acts and one that is acted on.
SELECT actor, recipient, count(*)::INTEGER AS events, count(*) FILTER (quad_class IN (1, 2))::INTEGER AS cooperation,
       count(*) FILTER (quad_class IN (3, 4))::INTEGER AS conflict
FROM (SELECT event_id, quad_class, unnest(list_distinct([p.country FOR p IN actors IF p.country IS NOT NULL])) AS actor,
             list_distinct([p.country FOR p IN recipients IF p.country IS NOT NULL]) AS others FROM told),
     unnest(others) AS u(recipient)
GROUP BY ALL ORDER BY events DESC, actor, recipient LIMIT 1200
