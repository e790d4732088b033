import type { ConsentPlan, ConsentTalk } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { TemplateBody, TemplateUse } from '../../../shared/contract/templates.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { entryOf } from '../../../shared/rules/reference.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { freeze } from '../canonical.ts';
import { standings } from '../substances/service.ts';
import { templatesFor } from '../templates/service.ts';
import { compose } from './compose.rules.ts';
import { untold } from './drafting.service.ts';
import { wordsIn } from './languages.service.ts';
import { ageRuleOf } from './template.rules.ts';

/** Nobody's: never written to the store. */
const SAMPLE = '00000000-0000-7000-8000-000000000000';

const unable: ConsentTalk['capacity'] = {
  understands: false,
  remembers: true,
  weighs: false,
  communicates: true,
  note: '',
  on: null,
  support: '',
};

function planFor(use: TemplateUse, act: Act): ConsentPlan {
  const techniques =
    use.kind === 'technique' ? [use.techniqueId] : ['dry-needling', 'trigger-point-injection'];
  const injects = techniques.some(
    (id) => entryOf(act.reference.techniques, id).family === 'needle-injection',
  );
  return {
    condition: 'Pain in the neck and right shoulder',
    goal: 'Sleep through the night',
    plannedSessions: 3,
    techniques,
    regions: [{ region: 'neck-posterior', side: 'right' }],
    sites: [],
    preparations: injects ? [{ parts: ['lidocaine'], route: null }] : [],
    addOns: ['photo', 'research', 'teaching'],
  };
}

/** A consent of an invented person on the words at hand: how they read, before anybody is asked with them. */
export async function sampleConsent(
  db: Reader,
  { id, use, body, language }: { id: string; use: TemplateUse; body: TemplateBody; language: string },
  act: Act,
): Promise<ConsentRecord> {
  const { reference, clinic } = act;
  const variant = use.kind === 'frame' ? use.variant : 'adult';
  const plan = planFor(use, act);
  const talk = { ...untold, language, capacity: variant === 'no-capacity' ? unable : null };
  const today = dateAt(act.now, clinic.zone);
  const born = `${Number(today.slice(0, 4)) - (variant === 'guardian' ? 9 : 42)}-04-12`;
  const words = wordsIn(reference, language);
  const document = compose(
    plan,
    talk,
    {
      patient: { id: SAMPLE, name: 'Ada Sample', birthDate: born, number: '000000' },
      person: { birthDate: born, guardians: [{ name: 'Rosa Sample', relation: 'mother', mayConsent: true }] },
      ageRule: ageRuleOf(clinic.jurisdiction),
      today,
      practitioner: { id: SAMPLE, name: act.who.displayName, title: '' },
      clinic: { name: clinic.name, addressLines: clinic.addressLines },
      jurisdiction: clinic.jurisdiction,
      months: clinic.consentMonths,
      reference,
      english: wordsIn(reference, 'en'),
      words,
      templates: await templatesFor(db, { variant, techniques: plan.techniques, language }, reference, {
        id,
        body,
      }),
      standings: await standings(db),
      refusals: [],
      safety: { allergies: [], answers: [] },
    },
    null,
  );
  return {
    id: SAMPLE,
    patientId: SAMPLE,
    appointmentId: null,
    status: 'draft',
    document,
    contentHash: freeze(document).sha256,
    signatures: [],
    completedAt: null,
    expiresAt: null,
    withdrawals: [],
    intact: true,
    signers: null,
    lacks: [],
    version: 1,
  };
}
