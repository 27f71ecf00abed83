SELECT date_source AS source, date_precision AS precision, count(*)::INTEGER AS events
FROM told GROUP BY ALL ORDER BY events DESC, source, precision
