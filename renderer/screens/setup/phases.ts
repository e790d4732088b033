import type { AppointmentType } from '../../../shared/contract/practice.ts';
import { type Phase, phasesProblem, stretchTo } from '../../../shared/rules/phases.ts';

/** A part as it is typed; `key` keeps its place in the list while it is moved. */
export interface PhaseDraft extends Omit<Phase, 'minutes'> {
  key: number;
  minutes: string;
}

export interface LengthDraft {
  key: number;
  practitionerId: string;
  minutes: string;
}

export type Named = 'visit' | 'needle' | 'rest' | 'laser' | 'clean';
export const presets = ['plain', 'rest', 'laser'] as const;
export type Preset = (typeof presets)[number];

const busy = { practitioner: true, room: true, deviceKind: null, patient: true, stretches: false };
const parts: Record<Named, Omit<Phase, 'name' | 'minutes'>> = {
  visit: { ...busy, stretches: true },
  needle: { ...busy, stretches: true },
  rest: { ...busy, practitioner: false },
  laser: { ...busy, deviceKind: 'laser' },
  clean: { ...busy, practitioner: false, patient: false },
};
const lengths: Record<Preset, readonly (readonly [Named, number])[]> = {
  plain: [['visit', 30]],
  rest: [
    ['needle', 15],
    ['rest', 15],
    ['clean', 5],
  ],
  laser: [
    ['needle', 15],
    ['rest', 10],
    ['laser', 10],
    ['clean', 5],
  ],
};

export function presetOf(preset: Preset, nameOf: (named: Named) => string): Phase[] {
  return lengths[preset].map(([named, minutes]) => ({ ...parts[named], name: nameOf(named), minutes }));
}

let keys = 0;

export function draftOf(phase: Phase): PhaseDraft {
  keys += 1;
  return { ...phase, minutes: String(phase.minutes), key: keys };
}

export function lengthDraft(practitionerId: string, minutes: number): LengthDraft {
  keys += 1;
  return { key: keys, practitionerId, minutes: String(minutes) };
}

export function asPhases(drafts: readonly PhaseDraft[]): Phase[] {
  return drafts.map(({ key: _, minutes, name, ...rest }) => ({
    ...{ ...rest, name: name.trim() },
    minutes: Number(minutes),
  }));
}

/** Minutes with the patient, and of everything from preparing to cleaning. */
export function totalsOf(phases: readonly Phase[]): { patient: number; whole: number } {
  const sum = (some: readonly Phase[]) => some.reduce((total, { minutes }) => total + minutes, 0);
  return { patient: sum(phases.filter(({ patient }) => patient)), whole: sum(phases) };
}

const isLength = (minutes: number) => minutes >= 5 && minutes <= 480 && minutes % 5 === 0;

/** What is wrong with the parts and lengths as they stand, by the rules that the host holds to. */
export function problemOf(drafts: readonly PhaseDraft[], others: readonly LengthDraft[]) {
  const phases = asPhases(drafts);
  if (phases.length === 0) return 'none';
  if (phases.some(({ name }) => name === '')) return 'name';
  if (!phases.every(({ minutes }) => isLength(minutes))) return 'minutes';
  const { patient } = totalsOf(phases);
  const problem = phasesProblem(phases, patient);
  if (problem !== null) return problem;
  if (!isLength(patient)) return 'length';
  if (new Set(others.map(({ practitionerId }) => practitionerId)).size !== others.length)
    return 'lengthsTwice';
  const fits = ({ minutes }: LengthDraft) =>
    isLength(Number(minutes)) && stretchTo(phases, Number(minutes)) !== null;
  return others.every(fits) ? null : 'lengths';
}

export function asLengths(drafts: readonly LengthDraft[]): AppointmentType['lengths'] {
  return drafts.map(({ practitionerId, minutes }) => ({ practitionerId, minutes: Number(minutes) }));
}
