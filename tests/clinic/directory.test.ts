import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DirectoryFilter } from '../../shared/contract/directory.ts';
import type { Api } from '../../shared/contract/index.ts';
import { read } from '../paper/reading.ts';
import { caseClinic, refusal, type CaseClinic } from './case-clinic.ts';
import { credit } from './supervision.ts';

const all: DirectoryFilter = {
  ...{ traditional: false, techniqueId: null, place: '', language: null, weekday: null },
  ...{ acceptsNew: false, seesChildren: false },
};

describe('who here offers what', () => {
  let clinic: CaseClinic;
  let rosa: Api;
  beforeAll(async () => {
    clinic = await caseClinic();
    rosa = await clinic.as('rosa');
    await credit(clinic, 'aiko', (type) => (type === 'injection' || type === 'registration-tcm' ? null : {}));
  });
  afterAll(() => clinic.close());

  const names = async (change: Partial<DirectoryFilter> = {}) =>
    (await rosa.directory.find({ ...all, ...change })).map(({ name }) => name);
  const listMe = async (api: Api, change: object = {}) => {
    const { agreedAt: _, ...own } = await api.directory.own();
    return api.directory.saveOwn({ ...own, languages: ['en', 'de'], listed: true, ...change });
  };

  it('names nobody who has not agreed to be listed', async () => {
    expect(await names()).toEqual([]);
    await listMe(clinic.henrik, { seesChildren: true });
    await listMe(await clinic.as('aiko'), { languages: ['ja'], place: 'Stellenbosch', acceptsNew: false });
    expect(await names()).toEqual(['Aiko Tanaka', 'Dr Henrik Sørensen']);
  });

  it('is narrowed by technique, place, language, day and whom they take', async () => {
    expect(await names({ techniqueId: 'trigger-point-injection' })).toEqual(['Dr Henrik Sørensen']);
    expect(await names({ place: 'stellen' })).toEqual(['Aiko Tanaka']);
    expect(await names({ place: 'cape town' })).toEqual(['Dr Henrik Sørensen']);
    expect(await names({ language: 'ja' })).toEqual(['Aiko Tanaka']);
    expect(await names({ acceptsNew: true })).toEqual(['Dr Henrik Sørensen']);
    expect(await names({ seesChildren: true })).toEqual(['Dr Henrik Sørensen']);
    await clinic.owner.hours.saveWorking({
      ...{ practitionerId: clinic.ids['aiko'] ?? '', validFrom: '2026-01-01', validUntil: null },
      week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day === 2 ? [{ from: '09:00', to: '12:00' }] : [])),
    });
    expect(await names({ weekday: 2 })).toEqual(['Aiko Tanaka', 'Dr Henrik Sørensen']);
    expect(await names({ weekday: 3 })).toEqual(['Dr Henrik Sørensen']);
  });

  it('lists traditional acupuncture apart, always', async () => {
    const ims = await rosa.directory.find(all);
    expect(ims.flatMap(({ techniques }) => techniques.map(({ id }) => id))).not.toContain('tcm-acupuncture');
    const traditional = await rosa.directory.find({ ...all, traditional: true });
    expect(traditional.map(({ name, techniques }) => [name, techniques.map(({ id }) => id)])).toEqual([
      ['Dr Henrik Sørensen', ['tcm-acupuncture']],
    ]);
  });

  it('says who is supervised, and drops a technique on the day on which a credential is no longer valid', async () => {
    const henrikId = clinic.people.practitioner.id;
    await credit(clinic, 'aiko', (type) => (type === 'injection' ? { supervisedBy: henrikId } : {}));
    const [aiko] = await rosa.directory.find({ ...all, techniqueId: 'biopuncture' });
    expect(aiko?.supervised).toContainEqual({ id: 'biopuncture', by: 'Dr Henrik Sørensen' });
    await credit(clinic, 'henrik', (type) => (type === 'registration' ? { expiresOn: '2026-11-22' } : {}));
    // Nor may a supervisor answer for what they may not do themselves.
    expect(await names()).toEqual(['Aiko Tanaka']);
    expect(await names({ techniqueId: 'biopuncture' })).toEqual([]);
    await credit(clinic, 'henrik');
  });

  it('goes out as paper and as a file, by name and without a word of rank', async () => {
    const paper = await rosa.documents.directory(all);
    const { pages } = await read(new Uint8Array(await paper.file.arrayBuffer()));
    const text = pages.map((page) => page.text).join(' ');
    expect(text).toContain('Aiko Tanaka');
    expect(text).not.toMatch(/\b(best|top|leading|recommended|rating)\b/i);
    const { file, entries } = await rosa.directory.file(all);
    const written = JSON.parse(await file.text()) as { entries: { name: string }[] };
    expect(written.entries.map(({ name }) => name)).toEqual(await names());
    expect(entries).toBe(2);
  });

  it('is told by the practitioners themselves and nobody else', async () => {
    expect(await refusal(rosa.directory.own())).toMatchObject({ code: 'FORBIDDEN' });
    await listMe(clinic.henrik, { listed: false });
    expect(await names()).toEqual(['Aiko Tanaka']);
  });
});
