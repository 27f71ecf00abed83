-- One entity with its latest events and the articles that name it, up to 100 of each.
SELECT n.entity_id AS id, to_json({entity: n, forms: f.forms, events: coalesce(i.events, []), total: coalesce(i.total, 0),
         articles: a.articles}) AS row
FROM named n
LEFT JOIN (SELECT entity_id, count(*)::INTEGER AS total,
             list({id: event_id, type: t.event_type, quad: t.quad_class, realis: t.realis, start: t.date_start, prec: t.date_precision,
               a: t.actors, r: t.recipients, conf: round(t.confidence, 3)} ORDER BY t.date_start DESC NULLS LAST, event_id)[1:100] AS events
           FROM (SELECT DISTINCT entity_id, event_id FROM involved) JOIN told t USING (event_id) GROUP BY entity_id) i USING (entity_id)
LEFT JOIN (SELECT entity_id, list({id: article_id, title: title, outlet: outlet, start: published_on, n: n}
             ORDER BY published_on DESC NULLS LAST, article_id)[1:100] AS articles
           FROM (SELECT entity_id, article_id, count(*)::INTEGER AS n FROM entities GROUP BY ALL) JOIN light USING (article_id)
           GROUP BY entity_id) a USING (entity_id)
LEFT JOIN (SELECT entity_id, list({text: form_text, n: n} ORDER BY n DESC, form_text)[1:12] AS forms
           FROM (SELECT entity_id, text AS form_text, count(*)::INTEGER AS n FROM entities GROUP BY ALL) GROUP BY entity_id) f
  USING (entity_id)
ORDER BY n.entity_id
