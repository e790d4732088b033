import type { ChartMark } from '../../../shared/contract/body-chart.ts';
import type { Finding } from '../../../shared/contract/finding.ts';
import type { SessionContent } from '../../../shared/contract/treatments.ts';
import type { Side } from '../../../shared/contract/values.ts';
import type { Reference } from '../../../shared/rules/reference.ts';

/** A finding as it starts: of the type that the site's kind suggests, with nothing assessed yet. */
export function newFinding(reference: Reference, siteId: string, side: Side, today: string, mark?: ChartMark): Finding {
  const kind = reference.sites.get(siteId)?.kind ?? 'muscle';
  const structureType = kind === 'periosteal' || kind === 'ligament' ? 'periosteal-tender-point' : kind === 'attachment' ? 'tender-point-attachment' : 'taut-band';
  return {
    id: crypto.randomUUID(), structureType, siteId, side, grade: 2, jumpSign: false, twitchOnPalpation: false, band: structureType === 'taut-band', nodule: false,
    referredPain: '', activity: 'not-assessed', resolved: false, examinedOn: today, note: '', ...(mark && { mark }),
  };
}

/** Kept from the visit before: settings and places. Counts, responses, lots and findings are of the day and start empty. */
const ofTheDay = new Set(['needlesIn', 'needlesOut', 'needleLot', 'needleExpiry', 'localTwitch', 'twitchCount', 'response', 'eyeProtection', 'skinChecked', 'safeDirection', 'siteNote', 'sensation']);

export function repeated(now: SessionContent, before: SessionContent, today: string): SessionContent {
  const keep = <T,>(values: Record<string, T>) => Object.fromEntries(Object.entries(values).filter(([key]) => !ofTheDay.has(key)));
  const ids = new Map(before.findings.map((finding) => [finding.id, crypto.randomUUID()]));
  return {
    ...now,
    findings: [
      ...now.findings,
      // Each visit examines anew: the grade is asked again, the link to the earlier finding stays.
      ...before.findings.filter((finding) => !finding.resolved).map((finding) => ({ ...finding, id: ids.get(finding.id) ?? finding.id, continues: finding.id, activity: 'not-assessed' as const, examinedOn: today, note: '' })),
    ],
    blocks: before.blocks.map(({ values, sites, ...block }) => ({
      ...block,
      id: crypto.randomUUID(),
      values: keep(values),
      sites: sites.map(({ findingId, values: own, ...site }) => ({ ...site, values: keep(own), ...(findingId !== undefined && { findingId: ids.get(findingId) ?? findingId }) })),
    })),
  };
}
