import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadReference, ReferenceBroken } from '../../main/reference/load.ts';
import { reference as referenceSchema } from '../../shared/contract/reference.ts';
import { reference, referenceDirectory } from './reference-data.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'palpate-reference-'));
  cpSync(referenceDirectory, directory, { recursive: true });
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function change(name: string, edit: (text: string) => string) {
  const file = join(directory, name);
  const before = readFileSync(file, 'utf8');
  const after = edit(before);
  if (after === before) throw new Error('the edit changed nothing');
  rmSync(file);
  writeFileSync(file, after);
}

function refusal(): ReferenceBroken {
  try {
    loadReference(directory);
  } catch (error) {
    if (error instanceof ReferenceBroken) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('the clinical data as shipped', () => {
  it('holds all techniques, substances, sites, flags and risks', () => {
    expect(reference.techniques.size).toBe(13);
    expect(reference.substances.size).toBe(41);
    expect(reference.sites.size).toBe(148);
    expect(reference.flags.size).toBe(66);
    expect(reference.risks.size).toBe(55);
    expect([...reference.sites.values()].filter((site) => site.lungField)).toHaveLength(31);
  });

  it('survives the way to a screen unchanged', () => {
    const sent: unknown = JSON.parse(JSON.stringify(reference.data));
    expect(referenceSchema.parse(sent)).toEqual(reference.data);
  });
});

describe('clinical data that cannot be trusted', () => {
  it.each([
    ['is cut off', 'substances.json', (text: string) => text.slice(0, 5000), /JSON/],
    [
      'has a limit below its floor',
      'techniques.json',
      (text: string) => text.replace('"hard": [0.1, 0.5]', '"hard": [0.5, 0.1]'),
      /lowest above highest/,
    ],
    [
      'has a limit as text',
      'substances.json',
      (text: string) => text.replace('"capMg": 200', '"capMg": "200"'),
      /capMg/,
    ],
    [
      'has a misspelt key',
      'substances.json',
      (text: string) => text.replace('"perKg": 4.5', '"perKgs": 4.5'),
      /perKgs/,
    ],
    [
      'has a class that does not exist',
      'substances.json',
      (text: string) => text.replace('"disclosureClass": "drug"', '"disclosureClass": "food"'),
      /disclosureClass/,
    ],
    [
      'names an unknown source',
      'risks.json',
      (text: string) => text.replace('"source": ["btx"]', '"source": ["nobody"]'),
      /unknown source: nobody/,
    ],
    [
      'names an unknown risk',
      'techniques.json',
      (text: string) =>
        text.replace('"pneumothorax", "needle-stuck-bent"', '"pneumothoraks", "needle-stuck-bent"'),
      /unknown risk: pneumothoraks/,
    ],
    [
      'names an unknown place',
      'contraindications.json',
      (text: string) => text.replace('"where": "pneumothorax-site"', '"where": "lung"'),
      /unknown place: lung/,
    ],
    [
      'names an unknown substance',
      'contraindications.json',
      (text: string) => text.replace('"match": "group:nsaid"', '"match": "group:nsaids"'),
      /unknown substance: group:nsaids/,
    ],
    [
      'leaves a safety answer without words for the patient',
      'patient-words.json',
      (text: string) => text.replace('"sulfite-allergy"', '"sulphite-allergy"'),
      /unknown flag: sulphite-allergy\nno words for patients: sulfite-allergy/,
    ],
    [
      'has an entry twice',
      'muscles.json',
      (text: string) => text.replace('"id": "masseter"', '"id": "temporalis"'),
      /id twice: temporalis/,
    ],
    [
      'is of another edition',
      'muscles.json',
      (text: string) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
      /schemaVersion/,
    ],
  ])('is refused with file and remedy when it %s', (_, name, edit, problem) => {
    change(name, edit);
    const error = refusal();
    expect(error.file).toBe(join(directory, name));
    expect(error.problems.join('\n')).toMatch(problem);
    expect(error.message).toContain(join(directory, name));
    expect(error.message).toContain('Install the application again');
  });

  it('is refused when a file is missing', () => {
    rmSync(join(directory, 'risks.json'));
    expect(refusal().file).toBe(join(directory, 'risks.json'));
  });
});
