import { beforeFirstRow, type Mark, readWatermark, type WatermarkPlace } from '../audit/watermark.ts';
import type { Raw } from './open.ts';

export interface LogDamage {
  /** Newest row that is there. */
  head: Mark;
  finding: { detail: string; lastAcknowledged: number | null; lastFound: number };
}

/**
 * Compares the chain with the watermark. SQLite takes a damaged log for a shorter one and says nothing;
 * the mark, kept outside, remembers what was acknowledged. It is written after the commit, so it never runs ahead.
 */
export function findLogDamage(raw: Raw, place: WatermarkPlace): LogDamage | null {
  const chained =
    raw.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'audit'").get() !== undefined;
  const head = chained ? markAt(raw, 'ORDER BY seq DESC LIMIT 1') : beforeFirstRow;
  const found = (detail: string, lastAcknowledged: number | null): LogDamage => ({
    head,
    finding: { detail, lastAcknowledged, lastFound: head.seq },
  });
  const mark = readWatermark(place);
  if (mark === 'missing' || mark === 'unreadable') return found(`watermark-${mark}`, null);
  if (mark.seq > head.seq) return found('cut', mark.seq);
  if (mark.seq === 0) return null;
  return markAt(raw, 'WHERE seq = ?', mark.seq).mac === mark.mac ? null : found('rewritten', mark.seq);
}

function markAt(raw: Raw, which: string, ...values: number[]): Mark {
  const row = raw.prepare(`SELECT seq, mac FROM audit ${which}`).get(...values) as Mark | undefined;
  return row === undefined ? beforeFirstRow : { seq: row.seq, mac: row.mac.slice(0, 16) };
}
