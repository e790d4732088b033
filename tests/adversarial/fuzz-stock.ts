import type { Api } from '../../shared/contract/index.ts';
import { ground, hop } from '../clinic/own-cases.ts';
import type { CaseClinic } from '../clinic/case-clinic.ts';

type Examples = Record<string, readonly (() => unknown)[]>;

/** Inputs that the cupboard and the texts of the forms take at the moment at which they are sent. */
export async function stockExamples({ host }: CaseClinic, both: Api): Promise<Examples> {
  const raw = host.clinic?.store.raw;
  const one = (sql: string) => raw?.prepare(sql).get() as Record<string, unknown> | undefined;
  const product = {
    ...{ name: 'Lidocaine', maker: '', substanceId: 'lidocaine', strengthValue: '1', strengthUnit: '%' },
    ...{ containerType: 'multi-dose-vial', containerMl: '20', gtin: '', openDays: 28, lowAt: 1 },
  };
  const made = await both.stock.saveProduct({ id: null, version: 0, product });
  const delivery = {
    ...{ productId: made.id, lotNumber: 'L1', expiryDate: '2028-01-31', containers: 50, patientId: null },
  };
  const lot = await both.stock.receive(delivery);
  const recipe = { name: 'Mix', own: false, parts: [{ productId: made.id, ml: '1' }] };
  const id = 'tens';
  const { body, version } = await both.templates.open({ id });
  let drafts = 0;
  const changed = () => ({
    blocks: body.blocks.map((block) =>
      block.kind === 'feel' ? { ...block, paragraphs: [`It tingles (${drafts++}).`] } : block,
    ),
  });
  const draft = () => one(`SELECT version FROM templateDrafts WHERE templateId = '${id}'`)?.['version'] ?? 0;
  const [text] = await both.templates.texts({ id, language: 'de' });
  const block = {
    ...{ technique: 'dry-needling', values: {}, places: 'none' as const, sites: [], toGive: [] },
  };
  let packs = 0;
  const pack = () => one('SELECT id, version FROM packs WHERE retiredAt IS NULL ORDER BY id DESC');
  const timer = () => one('SELECT id, version FROM restTimers WHERE stoppedAt IS NULL');
  const openNote = () =>
    one(`SELECT s.id, s.content ->> '$.blocks[0].id' AS blockId FROM treatmentSessions s
      WHERE NOT EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = s.id) AND json_array_length(s.content, '$.blocks') > 0`);
  const ownOne = () =>
    one('SELECT id AS substanceId, version FROM ownStanding WHERE approvalId IS NULL ORDER BY id DESC');
  for (let count = 0; count < 30; count++)
    await both.substances.enterOwn({
      ...{ substanceId: null, version: 0, entry: { ...hop, name: `Hop of the fields ${count}` } },
    });
  await both.packs.add({ name: 'Usual', blocks: [block] });
  const removed = await both.packs.remove(await both.packs.add({ name: 'Gone', blocks: [block] }));
  return {
    'packs.add': [() => ({ name: `Usual ${packs++}`, blocks: [block] })],
    'packs.rename': [() => ({ ...pack(), name: `Usual ${packs++}` })],
    'packs.share': [() => ({ ...pack(), shared: true })],
    'packs.arrange': [() => ({ ids: [] })],
    'packs.remove': [pack],
    'packs.restore': [() => removed],
    'packs.lastSettings': [() => ({ deviceId: lot.id, techniqueId: 'tens' })],
    'timers.start': [() => ({ sessionId: openNote()?.['id'], blockId: openNote()?.['blockId'], minutes: 5 })],
    'timers.extend': [() => ({ ...timer(), minutes: 5 })],
    'timers.stop': [timer],
    'stock.saveProduct': [() => ({ id: null, version: 0, product })],
    'stock.receive': [() => delivery],
    'stock.openVial': [() => ({ lotId: lot.id })],
    'stock.waste': [() => ({ lotId: lot.id, vialId: null, ml: '0.5', reason: 'spilled' })],
    'stock.adjust': [() => ({ lotId: lot.id, vialId: null, countedMl: '400', reason: 'counted' })],
    'stock.history': [() => ({ lotId: lot.id })],
    'substances.approveClass': [
      () => ({
        ...{ substanceId: 'zeel-type-complex', legalBasis: 'Ground in law', approvedBy: 'Dr Oyelaran' },
        approvedOn: '2026-11-23',
      }),
    ],
    'substances.endApproval': [
      () => ({ approvalId: one('SELECT id FROM classApprovals')?.['id'], reason: 'taken back' }),
    ],
    'substances.enterOwn': [
      () => ({ substanceId: null, version: 0, entry: { ...hop, name: `Hop ${drafts++}` } }),
    ],
    'substances.approveOwn': [() => ({ ...ownOne(), ...ground })],
    'substances.blockOwn': [
      () => ({
        substanceId: one('SELECT id FROM ownStanding WHERE approvalId IS NOT NULL')?.['id'],
        reason: 'not used any more',
      }),
    ],
    'substances.ownHistory': [() => ({ substanceId: ownOne()?.['substanceId'] })],
    'substances.review': [() => ({ substanceId: 'lidocaine', reviewOn: '2027-11-23', note: 'x' })],
    'treatments.injections': [
      () => ({
        ...{ from: '2026-11-01', to: '2026-11-30', practitionerId: null, substanceId: null, lot: '' },
      }),
    ],
    'treatments.giveFacts': [() => ({ sessionId: one('SELECT id FROM treatmentSessions')?.['id'] })],
    'documents.injectionRegister': [
      () => ({
        ...{ from: '2026-11-01', to: '2026-11-30', practitionerId: null, substanceId: 'lidocaine', lot: '' },
      }),
    ],
    'stock.saveRecipe': [() => ({ id: null, version: 0, recipe })],
    'templates.saveDraft': [() => ({ id, body: changed(), basedOn: version, version: draft() })],
    'templates.publish': [
      () => ({ id, version: draft(), reason: 'Clearer', material: false, reviewOn: null }),
    ],
    'templates.saveTexts': [
      () => ({
        ...{ id, language: 'de' },
        texts: [{ key: text?.key, english: text?.english, text: `${text?.text} ${drafts++}` }],
      }),
    ],
  };
}
