import type {
  AdverseEvent,
  AfterwardsSettings,
  EventDetails,
  EventFollowUp,
} from '../../../shared/contract/events.ts';
import { addDays, dateAt } from '../../../shared/rules/calendar.ts';

export const nothingKnown: EventDetails = {
  ...{ techniqueId: null, siteId: null, side: null, substanceId: null, productName: '', lotNumber: '' },
  ...{ device: '', needleLot: '', onset: '', noticedBy: null, riskId: null, type: '', nearMiss: null },
  ...{ seriousness: [], causality: null, action: '', outcome: 'unknown', resolvedOn: null },
};

export type Changes = Omit<EventFollowUp, 'id' | 'words' | 'by' | 'at' | 'severity'>;

export const nothingChanged: Changes = {
  ...{ seriousness: null, causality: null, outcome: null, resolvedOn: null, action: '' },
  ...{ reportedTo: '', reportedOn: null, reportNo: '', inError: false },
};

type Reported = Pick<AdverseEvent, 'severity' | 'details'>;

/** The last word on each thing counts; a report to an authority is added to those before. */
export function standingOf(
  { severity, details }: Reported,
  followUps: readonly EventFollowUp[],
): AdverseEvent['standing'] {
  const last = <K extends keyof EventFollowUp>(key: K) =>
    followUps.findLast((one) => one[key] !== null)?.[key] ?? null;
  return {
    severity: last('severity') ?? severity,
    seriousness: last('seriousness') ?? details.seriousness,
    causality: last('causality') ?? details.causality,
    outcome: last('outcome') ?? details.outcome,
    resolvedOn: last('resolvedOn') ?? details.resolvedOn,
    inError: followUps.some(({ inError }) => inError),
    reports: followUps
      .filter(({ reportedTo }) => reportedTo !== '')
      .map(({ reportedTo, reportedOn, reportNo }) => ({ to: reportedTo, on: reportedOn, no: reportNo })),
  };
}

const order: readonly AdverseEvent['severity'][] = ['mild', 'significant', 'serious'];

/** What the clinic's settings want reported and was not, counted from the day on which it became as grave as that. */
export function toReport(
  event: Pick<AdverseEvent, 'kind' | 'severity' | 'at' | 'followUps' | 'standing'>,
  { reporting }: Pick<AfterwardsSettings, 'reporting'>,
  here: { today: string; zone: string; jurisdiction: string },
): AdverseEvent['toReport'] {
  const { standing } = event;
  if (event.kind === 'near-miss' || standing.inError) return [];
  const told = new Set(standing.reports.map(({ to }) => to.trim().toLowerCase()));
  return reporting
    .filter(
      (rule) =>
        (rule.jurisdiction === null || rule.jurisdiction === here.jurisdiction) &&
        order.indexOf(standing.severity) >= order.indexOf(rule.severity) &&
        (rule.seriousness.length === 0 ||
          rule.seriousness.some((one) => standing.seriousness.includes(one))) &&
        !told.has(rule.to.trim().toLowerCase()),
    )
    .map((rule) => {
      const since =
        order.indexOf(event.severity) >= order.indexOf(rule.severity)
          ? event.at
          : (event.followUps.find(
              ({ severity }) => severity !== null && order.indexOf(severity) >= order.indexOf(rule.severity),
            )?.at ?? event.at);
      const by = rule.days === null ? null : addDays(dateAt(since, here.zone), rule.days);
      return { to: rule.to, by, overdue: by !== null && by < here.today };
    });
}

/** A criterion makes an event serious, and nothing else does: the two must not say different things. */
export function contradicts(severity: AdverseEvent['severity'], seriousness: readonly string[]): boolean {
  return seriousness.length > 0 && severity !== 'serious';
}
