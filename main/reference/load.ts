import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { aftercareFile } from '../../shared/contract/aftercare.ts';
import { bodyChart } from '../../shared/contract/body-chart.ts';
import { labelsFile } from '../../shared/contract/labels.ts';
import {
  contraindicationsFile,
  musclesFile,
  patientWordsFile,
  risksFile,
  substancesFile,
  techniquesFile,
  type ReferenceData,
} from '../../shared/contract/reference.ts';
import { indexReference, type Reference } from '../../shared/rules/reference.ts';
import { brokenLinks } from './links.ts';
import { loadTranslations } from './translations.ts';

export type { Reference };

const REMEDY = 'Install the application again, or put back the file that came with this version.';

/** The clinical data cannot be used. The application must not start with part of it: a missing limit is no limit. */
export class ReferenceBroken extends Error {
  override readonly name = 'ReferenceBroken';
  readonly file: string;
  readonly problems: readonly string[];
  readonly remedy = REMEDY;

  constructor(file: string, problems: readonly string[]) {
    super(`The clinical data in ${file} cannot be used: ${problems.slice(0, 5).join('; ')}. ${REMEDY}`);
    this.file = file;
    this.problems = problems;
  }
}

function parse<T extends z.ZodType>(directory: string, name: string, schema: T): z.infer<T> {
  const file = join(directory, name);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ReferenceBroken(file, [error instanceof Error ? error.message : String(error)]);
  }
  const result = schema.safeParse(content);
  if (!result.success) {
    throw new ReferenceBroken(
      file,
      result.error.issues.map((issue) => `${issue.path.join('.') || '(top)'}: ${issue.message}`),
    );
  }
  return result.data;
}

/**
 * Reads the reference data of `directory` once, at start. Refuses a file that is missing, is not JSON, does not fit its
 * schema, names a source, risk, flag or field that does not exist, or has an id twice.
 */
export function loadReference(directory: string): Reference {
  const data: ReferenceData = {
    techniques: parse(directory, 'techniques.json', techniquesFile),
    substances: parse(directory, 'substances.json', substancesFile),
    muscles: parse(directory, 'muscles.json', musclesFile),
    contraindications: parse(directory, 'contraindications.json', contraindicationsFile),
    risks: parse(directory, 'risks.json', risksFile),
    labels: parse(directory, 'labels.json', labelsFile),
    bodyChart: parse(directory, 'body-chart.json', bodyChart),
    aftercare: parse(directory, 'aftercare.json', aftercareFile),
    patientWords: parse(directory, 'patient-words.json', patientWordsFile),
  };
  for (const { file, problems } of brokenLinks(data))
    throw new ReferenceBroken(join(directory, file), problems);
  return indexReference(data, loadTranslations(join(directory, 'languages'), parse));
}
