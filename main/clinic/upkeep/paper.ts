import { v7 as newId } from 'uuid';
import { stationeryOf } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import type { Host } from './host.ts';
import { recoveryKitPdf } from './recovery-kit.pdf.ts';

/** The recovery kit as PDF. Only while the words are fresh: they are stored nowhere and cannot be printed later. */
export async function recoveryKit(host: Host): Promise<File> {
  const profile = host.clinic?.profile;
  if (host.freshWords === null || profile === null || profile === undefined)
    throw new Refusal('NOT_FOUND', { what: 'recovery-words' });
  const view = { clinicName: profile.name, words: host.freshWords, madeAt: host.now() };
  const bytes = await recoveryKitPdf(stationeryOf(profile, host.resources), view, { documentId: newId() });
  return new File([bytes], 'palpate-recovery-kit.pdf', { type: 'application/pdf' });
}
