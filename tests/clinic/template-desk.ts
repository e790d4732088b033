import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { ConsentPlan } from '../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { TemplateBody, TemplateRecord } from '../../shared/contract/templates.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { heelPlan, register } from './consent-cases.ts';

/** Who works with the texts of the consents: Tomas asks with them, Henrik writes them. */
export interface TemplateDesk {
  clinic: Clinic;
  tomas: Api;
  henrik: Api;
  /** Another patient for each test. */
  patientId: string;
  prepare: (plan?: Partial<ConsentPlan>, of?: string) => Promise<ConsentRecord>;
  draft: (id: string, change: Change) => Promise<TemplateRecord>;
  publish: (
    id: string,
    change: Change,
    more?: { material?: boolean; reviewOn?: string },
  ) => Promise<TemplateRecord>;
}
type Change = (body: TemplateBody) => TemplateBody;

/** One clinic for all tests of a file. */
export function templateDesk(): TemplateDesk {
  const desk = {} as TemplateDesk;
  beforeAll(async () => {
    desk.clinic = await newClinic();
    desk.tomas = await desk.clinic.as('tomas');
    desk.henrik = await desk.clinic.as('henrik');
  });
  afterAll(() => desk.clinic.close());
  beforeEach(async () => {
    desk.patientId = await register(desk.tomas);
  });
  desk.prepare = (plan = {}, of = desk.patientId) =>
    desk.tomas.consents.prepare({
      identity: ['name', 'birth-date'],
      patientId: of,
      appointmentId: null,
      practitionerId: desk.clinic.ids['henrik'] ?? '',
      plan: { ...heelPlan, ...plan },
    });
  desk.draft = async (id, change) => {
    const { body, version, draft: open } = await desk.henrik.templates.open({ id });
    return desk.henrik.templates.saveDraft({
      id,
      body: change(open?.body ?? body),
      basedOn: version,
      version: open?.version ?? 0,
    });
  };
  desk.publish = async (id, change, more = {}) => {
    const { draft: open } = await desk.draft(id, change);
    return desk.henrik.templates.publish({
      id,
      version: open?.version ?? 0,
      reason: 'Clearer',
      material: more.material ?? false,
      reviewOn: more.reviewOn ?? null,
    });
  };
  return desk;
}

/** The body with one paragraph of a block said otherwise. */
export function with_(body: TemplateBody, blockId: string, ...paragraphs: string[]): TemplateBody {
  return {
    blocks: body.blocks.map((block) => (block.blockId === blockId ? { ...block, paragraphs } : block)),
  };
}

export const german = { language: 'de' };
