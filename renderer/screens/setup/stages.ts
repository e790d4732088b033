/** The way from an empty folder to a clinic that can open its doors. The first two make the store; the rest can wait. */
export const stages = ['clinic', 'owner', 'kit', 'team', 'rooms', 'types'] as const;
export type Stage = (typeof stages)[number];

/** Stages that need the founded store. */
export const laterStages = ['kit', 'team', 'rooms', 'types'] as const satisfies readonly Stage[];
export type LaterStage = (typeof laterStages)[number];

/** Where an interrupted setup goes on; null when it is through. */
export function resumeAt(kept: unknown, recoveryConfirmed: boolean): LaterStage | null {
  const stage = typeof kept === 'object' && kept !== null && 'stage' in kept ? kept.stage : null;
  const known = laterStages.find((one) => one === stage) ?? null;
  if (!recoveryConfirmed) return 'kit';
  return known;
}
