import type { ConsentDocument, Decision, SubstanceLine } from '../../../shared/contract/consent-document.ts';

export interface Line {
  lineId: string;
  name: string;
  decision: Decision;
}

/** Every line that the patient decides, in the order in which it is read. */
export function linesOf({ techniques, regions, retained = [], substances, addOns }: ConsentDocument): Line[] {
  const ordered = [...substances.filter(isDrug), ...substances.filter((line) => !isDrug(line))];
  return [...techniques, ...regions, ...retained, ...ordered, ...addOns].map(
    ({ lineId, name, decision }) => ({ lineId, name, decision }),
  );
}

export function isDrug({ heading }: Pick<SubstanceLine, 'heading'>): boolean {
  return heading === 'drugs';
}

export function openLines(document: ConsentDocument): Line[] {
  return linesOf(document).filter(({ decision }) => decision === 'undecided');
}
