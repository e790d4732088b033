import type { Topic } from '../../shared/contract/changes.ts';
import type { ClinicProfile } from '../../shared/contract/practice.ts';
import type { Sitting } from '../../shared/contract/session.ts';
import type { Reference } from '../../shared/rules/reference.ts';

/** Everything a use case may know besides its input and the database: who, when, where, by which reference data. */
export interface Act {
  /** The host's instant; the same for every row of one act. */
  readonly now: string;
  /** Who asks. Procedures open to anyone do not read it. */
  readonly who: Sitting;
  readonly clinic: ClinicProfile;
  readonly reference: Reference;
  /** Folder of what ships beside the program: fonts, reference data. */
  readonly resources: string;
  /** The window from which it is asked. */
  readonly seat: Seat;
  /** Names the patient and entity that the audit row is about. */
  about(subject: AuditSubject): void;
  /** Tells other windows after the commit. */
  changed(topic: Topic, entityId?: string, patientId?: string): void;
}

/** Whom and what an audit row is about; the action is U for an entity, E without one, unless said. */
export interface AuditSubject {
  patientId?: string;
  entityId?: string;
  version?: number;
  action?: 'C' | 'U' | 'D' | 'E';
  /** SHA-256 of what the act left behind, where a later check compares with it. */
  afterHash?: string;
}

/** One window's place at the clinic; lives as long as its port or socket. */
export interface Seat {
  readonly id: string;
  readonly workstation: string;
  readonly door: 'desktop' | 'browser';
  sitting: Sitting | null;
}
