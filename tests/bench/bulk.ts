import type { Raw } from '../../main/db/open.ts';

interface Made {
  name: string;
  sql: string;
}

/** Builds the indexes of these tables after they were filled: sorted once instead of at every row. They end as they were. */
export function withoutIndexes(raw: Raw, tables: readonly string[], fill: () => void): void {
  setAside(raw, 'index', tables, fill);
}

/** The same with triggers: for rows whose gate was asked elsewhere. They are back before anything is measured. */
export function withoutTriggers(raw: Raw, tables: readonly string[], fill: () => void): void {
  setAside(raw, 'trigger', tables, fill);
}

function setAside(raw: Raw, type: 'index' | 'trigger', tables: readonly string[], fill: () => void): void {
  const found = raw
    .prepare(
      `SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL AND tbl_name IN (${tables.map(() => '?').join(', ')})`,
    )
    .all(type, ...tables) as Made[];
  for (const { name } of found) raw.exec(`DROP ${type} ${name}`);
  fill();
  for (const { sql } of found) raw.exec(sql);
}
