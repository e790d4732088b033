import { describe, expect, it } from 'vitest';
import { consentPdf } from '../../main/clinic/consents/consent.pdf.ts';
import { print } from './every-document.ts';
import { read } from './reading.ts';
import { consent, riskLines, substanceLine } from './consent-samples.ts';
import { at, hash, paperOf, people, reference } from './samples.ts';

const unsigned = { completedAt: null, expiresAt: null, signatures: [], status: 'draft' as const };
const textOf = async (record = consent(), copy = false) =>
  (await read(await consentPdf(paperOf(), record, { ...print, copy }))).pages.map(({ text }) => text);

describe('the consent form on paper', () => {
  it('marks every page of an unsigned form DRAFT and gives it no fingerprint to rely on', async () => {
    const pages = await textOf(consent(unsigned));
    for (const text of pages) expect(text).toContain('DRAFT: not signed');
    expect(pages.join(' ')).not.toContain(hash.slice(0, 16));
    expect(pages.join(' ')).toContain('It allows nothing.');
  });

  it('carries the fingerprint of what was signed on every page, and no mark', async () => {
    const pages = await textOf();
    for (const text of pages) {
      expect(text).toContain(`SHA-256 ${hash.slice(0, 16)}`);
      expect(text).not.toMatch(/DRAFT|COPY/);
    }
    expect(pages.join(' ')).toContain(hash);
  });

  it('marks a reprint COPY on every page', async () => {
    for (const text of await textOf(consent(), true))
      expect(text).toContain('COPY: reprint of the archived document');
  });

  it('marks a withdrawn consent on every page and prints the words of the patient', async () => {
    const pages = await textOf(
      consent({
        status: 'withdrawn',
        withdrawals: [
          {
            id: 'w',
            scope: 'all',
            lineIds: [],
            how: 'phone',
            words: 'Nothing more, please.',
            receivedBy: 'Ama Mensah',
            at: at('15:00'),
          },
        ],
      }),
    );
    for (const text of pages) expect(text).toContain('WITHDRAWN');
    expect(pages[0]).toContain('Nothing more, please.');
    expect(pages[0]).toContain('By telephone, received by Ama Mensah');
  });

  it('puts what was refused in a frame on the first page and at its line', async () => {
    const pages = await textOf();
    expect(pages[0]).toMatch(
      /Refused by the patient: must not be done or given Homeopathic complex, Zeel type/,
    );
    expect(pages.join(' ')).toContain('REFUSED');
  });

  it('has both headings of substances even where nothing is planned under one', async () => {
    const record = consent();
    const text = (
      await textOf({
        ...record,
        document: { ...record.document, substances: [substanceLine('lidocaine', 'accepted')] },
      })
    ).join(' ');
    expect(text).toMatch(
      /Drugs Substance.*Lidocaine.*Biological, natural and device substances None planned/,
    );
  });

  it('discloses origin, allergens, effects and class of each substance', async () => {
    const text = (await textOf()).join(' ');
    for (const fact of [
      'porcine cartilage',
      'Animal origin: yes: animal-porcine',
      'seizure or heart rhythm disturbance',
      'parabens in some multi-dose vials',
      'Why in this class: class in law here',
    ])
      expect(text).toContain(fact);
  });

  it('prints every serious risk, however rare, before the milder ones', async () => {
    const text = (await textOf()).join(' ');
    const serious = consent().document.risks.filter(({ severity }) => severity === 'serious');
    expect(serious.length).toBeGreaterThan(3);
    for (const { name } of serious) expect(text).toContain(name);
    expect(text.indexOf('Serious: hospital care')).toBeLessThan(text.indexOf('Mild: short and passing'));
  });

  it('repeats the header of a risk list that runs over pages and loses none of its rows', async () => {
    const record = consent();
    const risks = riskLines([...reference.risks.keys()]);
    const pages = await textOf({
      ...record,
      document: {
        ...record.document,
        risks: [...risks, ...risks.map((risk) => ({ ...risk, name: `Again ${risk.name}` }))],
      },
    });
    const listed = pages.filter((text) => text.includes('How often') && text.includes('What to do'));
    expect(listed.length).toBeGreaterThanOrEqual(4);
    // A name may be broken over lines of its cell; its first word still stands.
    for (const { name } of risks) expect(pages.join(' ')).toContain(`Again ${name.split(' ')[0]}`);
  });

  it('keeps declaration and signatures on one page', async () => {
    for (const record of [consent(), consent(unsigned)]) {
      const page = (await textOf(record)).find((text) => text.includes('Declaration'));
      expect(page).toContain('Practitioner who explained');
    }
  });

  it('never says completely safe', async () => {
    expect((await textOf()).join(' ')).not.toMatch(
      /completely safe|without side effects?\b(?! ?\.)|no side effects/i,
    );
  });

  it('prints a name that is longer than a line in full on every page', async () => {
    const file = await read(await consentPdf(paperOf(), consent({}, people.long), print));
    for (const { text } of file.pages) {
      expect(text).toContain('Schillingsfürst');
      expect(text).toContain('Trinidad born 31 December 1931 · No. 000418');
    }
  });

  it('gives a child the field of the guardian', async () => {
    const text = (
      await textOf(
        consent({
          ...unsigned,
          document: {
            ...consent().document,
            signers: [
              {
                role: 'guardian',
                name: 'Ewa Wiśniewska',
                relation: 'mother',
                statement: 'I may consent for the child.',
                mark: false,
              },
            ],
          },
        }),
      )
    ).join(' ');
    expect(text).toContain(`For the patient ${people.plain.name}`);
    expect(text).toContain('Ewa Wiśniewska, mother');
    expect(text).toContain('I may consent for the child.');
  });

  it('says aloud when the stored text is not what was signed', async () => {
    expect((await textOf(consent({ intact: false })))[0]).toContain('Do not rely on it');
  });
});
