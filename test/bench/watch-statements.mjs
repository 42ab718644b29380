// Loaded before the portal into its process, which has no compiler: plain JavaScript. It tells every statement as it is
// handed to the driver, with its values; the portal's own log keeps what people wrote to itself.
import sqlite from '@appthreat/sqlite3';
import mysql from 'mysql2';

function tell(first, second) {
  const sql = typeof first === 'string' ? first : first.sql;
  const given = typeof second === 'object' ? second : first.values;
  process.send({ sql, values: given ?? [] });
}

function watch(prototype, ...names) {
  for (const name of names) {
    const original = prototype[name];
    prototype[name] = function watched(...parameters) {
      tell(...parameters);
      return original.apply(this, parameters);
    };
  }
}

watch(mysql.Connection.prototype, 'query', 'execute');
watch(sqlite.Database.prototype, 'all', 'run');
