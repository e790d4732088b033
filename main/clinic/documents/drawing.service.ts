import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { consentPdf, wordsIn } from '../consents/service.ts';
import { stationeryOf } from '../practice/service.ts';
import {
  coursePdf,
  letterPdf,
  summaryPdf,
  type CourseView,
  type LetterView,
  type SummaryView,
} from '../treatments/service.ts';

type Shown =
  | { kind: 'consent'; view: ConsentRecord }
  | { kind: 'treatment-summary'; view: SummaryView }
  | { kind: 'course-summary'; view: CourseView }
  | { kind: 'letter'; view: LetterView };

/** Everything that a drawing reads: kept with the archived file, so that a copy can be drawn from it years later. */
export type Source = Shown & {
  /** The clinic as it was when the paper was first drawn. */
  profile: ClinicProfile;
  documentId: string;
  drawnAt: string;
  contentHash: string | null;
};

export interface DrawingRoom {
  resources: string;
  reference: Reference;
}

/** Which copy it is, and when it was printed. */
export interface Copied {
  number: number;
  at: string;
}

/** Equal sources give equal bytes. */
export function draw(
  source: Source,
  state: 'draft' | 'form' | 'final' | Copied,
  { resources, reference }: DrawingRoom,
): Promise<Uint8Array> {
  const stationery = stationeryOf(source.profile, resources);
  const { documentId, drawnAt, contentHash } = source;
  const copied = typeof state === 'object' ? { copied: state } : {};
  const print = {
    ...{ documentId, drawnAt, contentHash, ...copied },
    ...{ copy: typeof state === 'object', draft: state === 'draft', form: state === 'form' },
  };
  switch (source.kind) {
    case 'consent': {
      const { form, paper } = wordsIn(reference, source.view.document.template.language);
      return consentPdf({ ...stationery, words: paper }, source.view, print, form);
    }
    case 'treatment-summary':
      return summaryPdf(stationery, reference, source.view, print);
    case 'course-summary':
      return coursePdf(stationery, reference, source.view, print);
    case 'letter':
      return letterPdf(stationery, source.view, print);
  }
}
