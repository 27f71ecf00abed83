-- The mentions of an event, the most confident first, each with what its article states.
SELECT m.*, a.title, a.outlet, a.published_on, a.cluster_id
FROM (SELECT unnest(mentions) AS m FROM events WHERE event_id = ?) JOIN articles a ON a.article_id = m.article_id
ORDER BY m.confidence DESC, m.article_id, m.start;
