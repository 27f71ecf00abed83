-- One article with its names, its events and the articles of its cluster.
SELECT a.article_id AS id,
       to_json({article: a, names: coalesce(n.names, []), events: coalesce(m.events, []), cluster: coalesce(c.members, [])}) AS row
FROM articles a
LEFT JOIN (SELECT article_id, list({id: entity_id, name: entity_name, start: start, "end": "end", label: label, country: country}
             ORDER BY start) AS names FROM entities GROUP BY article_id) n USING (article_id)
LEFT JOIN (SELECT m.article_id AS article_id, list({id: event_id, type: event_type, realis: realis, start: m.trigger_start,
             "end": m.trigger_end, sentence_start: m.start, sentence_end: m."end",
             actors: [{id: p.entity_id, name: p.name, start: p.start, "end": p."end"} FOR p IN m.actors],
             recipients: [{id: p.entity_id, name: p.name, start: p.start, "end": p."end"} FOR p IN m.recipients]}
             ORDER BY m.trigger_start, event_id) AS events
           FROM (SELECT event_id, event_type, realis, unnest(mentions) AS m FROM events) GROUP BY m.article_id) m USING (article_id)
LEFT JOIN (SELECT cluster_id, list({article_id: article_id, title: title, outlet: outlet, published_on: published_on,
             duplicate_of: duplicate_of} ORDER BY published_on NULLS LAST, article_id)[1:100] AS members
           FROM light GROUP BY cluster_id HAVING count(*) > 1) c USING (cluster_id)
ORDER BY a.article_id
