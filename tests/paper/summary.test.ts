import { describe, expect, it } from 'vitest';
import type { TreatmentSession } from '../../shared/contract/treatments.ts';
import { summaryPdf, type SummaryView } from '../../main/clinic/treatments/summary/summary.pdf.ts';
import { print, summaryView } from './every-document.ts';
import { read } from './reading.ts';
import { administration, at, finding, hash, paperOf, people, reference, session } from './samples.ts';

const textOf = async (change: Partial<SummaryView> = {}) =>
  (await read(await summaryPdf(paperOf(), reference, summaryView(change), print))).pages.map(
    ({ text }) => text,
  );

describe('the treatment summary on paper', () => {
  it('names substance, class, lot, expiry, strength, volume and dose of what was injected', async () => {
    const text = (await textOf()).join(' ');
    for (const fact of [
      'Lidocaine (lignocaine)',
      'Drug',
      'LX-20417',
      '30 September 2027',
      '1 %',
      '1 mL',
      '10 mg',
      'periosteal',
    ])
      expect(text).toContain(fact);
  });

  it('prints each of 40 administrations over as many pages as they need', async () => {
    const administrations = Array.from({ length: 40 }, (_, index) =>
      administration({ id: String(index), syringeId: `s${index}`, lotNumber: `LOT-${1000 + index}` }),
    );
    const pages = await textOf({ session: session({ administrations }), patient: people.long });
    const text = pages.join(' ');
    for (const { lotNumber } of administrations) expect(text).toContain(lotNumber);
    expect(pages.filter((page) => page.includes('Product, lot, expiry')).length).toBeGreaterThanOrEqual(3);
  });

  it('computes the light of a laser block and never asks for it', async () => {
    const text = (await textOf()).join(' ');
    for (const figure of ['4 J', '8 J/cm²', '200 mW/cm²']) expect(text).toContain(figure);
  });

  it('counts needles placed and removed', async () => {
    expect((await textOf()).join(' ')).toContain('1 placed, 1 removed');
  });

  it('is a draft on every page until it is signed', async () => {
    for (const text of await textOf({
      session: session({ signedAt: null, signedBy: null, contentHash: null, status: 'draft' }),
    }))
      expect(text).toContain('DRAFT: not signed');
  });

  it('puts amendments on the first page with reason and author', async () => {
    const amendments = [
      {
        id: 'a',
        kind: 'correction' as const,
        reason: 'Side typed wrongly',
        text: 'It was the left calf.',
        author: 'Dr. van der Merwe',
        at: at('11:00'),
        contentHash: hash,
      },
    ];
    const [first] = await textOf({ session: session({ status: 'amended', amendments }) });
    expect(first).toContain('Correction, 23 November 2026, 12:00, Dr. van der Merwe');
    expect(first).toContain('Side typed wrongly');
  });

  it('marks a syringe that was entered in error and keeps it readable', async () => {
    const text = (
      await textOf({
        session: session({
          administrations: [administration({ reversedAt: at('09:20'), reversalReason: 'wrong patient' })],
        }),
      })
    ).join(' ');
    expect(text).toContain('Entered in error: wrong patient');
    expect(text).toContain('LX-20417');
  });

  it('says of each finding in words what the screen says: regions, origin, other side, what follows', async () => {
    const content = {
      ...session().content,
      findings: [
        finding({
          ...{ siteId: 'trapezius-descendens', structureType: 'taut-band', side: 'right', note: '' },
          ...{
            referredPain: '',
            referredQuality: 'burn',
            suspectedOrigin: 'organ',
            recognisedByPatient: false,
          },
          referredRegions: [{ region: 'leg-posterior', side: 'left' }],
          referredArea: [
            {
              figure: 'head-right',
              points: [
                [1000, 1000],
                [3000, 1000],
                [2000, 3000],
              ],
            },
          ],
          attachmentSiteId: 'site-calcaneus-medial-process',
        }),
        finding({
          ...{ id: 'f2', siteId: 'site-interspinous-lumbar', side: 'midline', referredPain: '', ppt: [] },
          ...{ structureType: 'tender-point-soft-tissue', pptOtherSide: ['4', '4', '4'], grade: 0 },
        }),
      ],
    } as const satisfies Partial<TreatmentSession['content']>;
    const complaintRegions = [{ region: 'foot-plantar', side: 'right' as const }];
    const told = (await textOf({ session: session({ content }), complaintRegions }))
      .join(' ')
      .replaceAll(/\s+/g, ' ');
    for (const fact of [
      'Trigger point criteria met (taut band, tender spot, referred pain)',
      'remote from the complaint',
      'Calf, left',
      'area drawn on the head, right',
      'burning',
      'suspected origin: organ',
      'patient does not know this pain',
      'attachment: Heel, plantar fascia origin',
      'lower here',
      'Interspinous',
      ', midline',
      'pressure threshold of the other side 4 kgf/cm²',
    ])
      expect(told).toContain(fact);
  });

  it('says what was seen before and is there no longer, and what was not examined today', async () => {
    const before = finding({ grade: 4, activity: 'latent', examinedOn: '2026-11-16', ppt: [] });
    const other = finding({ id: 'f9', siteId: 'soleus', side: 'left', grade: 2, examinedOn: '2026-11-09' });
    const content = {
      ...session().content,
      findings: [finding({ id: 'today', continues: 'f1', grade: 0, resolved: true, jumpSign: false })],
      left: ['f9', 'from a visit entered in error'],
    };
    const open = [before, other].map((one) => ({ finding: one, startedAt: at('08:00') }));
    const told = (await textOf({ session: session({ content }), open })).join(' ').replaceAll(/\s+/g, ' ');
    for (const fact of [
      'no longer there',
      'Before, 16 November 2026: 4 of 4, latent',
      'not examined at this visit',
      'Soleus, left: tender point over periosteum, tenderness 2 of 4 when last examined, 9 November 2026.',
      'A finding of an earlier visit that is not kept among them any more.',
    ])
      expect(told).toContain(fact);
  });

  it('describes the body chart to who cannot see it', async () => {
    const bytes = await summaryPdf(paperOf(), reference, summaryView(), print);
    const { pages } = await read(bytes);
    expect(pages[0]?.roles).toContain('Figure');
  });
});
