-- Rows of the list of events, the latest first; `zone_…` are what a shard's summary gathers.
SELECT t.event_id AS id,
       to_json({id: t.event_id, type: t.event_type, mode: t.event_mode, quad: t.quad_class, realis: t.realis, hedged: t.hedged,
         a: t.actors, r: t.recipients, start: t.date_start, "end": t.date_end, prec: t.date_precision, src: t.date_source,
         place: t.place_name, pid: t.place_id, pc: t.place_country, pp: t.place_precision, conf: t.confidence, last: t.last_published,
         articles: t.article_count, origins: t.origin_count, outlets: t.outlets, s: e.mentions[1].text,
         t0: e.mentions[1].trigger_start - e.mentions[1].start, t1: e.mentions[1].trigger_end - e.mentions[1].start,
         n: t.mention_count, m: [{article: m.article_id, trigger: m.trigger} FOR m IN e.mentions[1:1]]}) AS row,
       t.date_start AS zone_date, [t.event_type] AS zone_type, [t.realis] AS zone_realis,
       list_distinct([p.country FOR p IN t.actors IF p.country IS NOT NULL]) AS zone_actor,
       list_distinct([p.country FOR p IN t.recipients IF p.country IS NOT NULL]) AS zone_recipient,
       CASE WHEN t.place_country IS NULL THEN [] ELSE [t.place_country] END AS zone_place, t.outlets AS zone_outlet
FROM told t JOIN events e USING (event_id) ORDER BY t.date_start DESC NULLS LAST, t.event_id
