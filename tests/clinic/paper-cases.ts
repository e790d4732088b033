import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import type { Api, Inputs } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { fileOf, png } from '../support/scans.ts';
import { decideAll, heelPlan, register } from './consent-cases.ts';

type Attaching = Inputs['consents']['attachPaper'];

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
export const known = ({ id, version, contentHash }: ConsentRecord) => ({ id, version, contentHash });

let shade = 0;
/** A page that nobody has scanned before. */
export const scan = () => fileOf(png(60, 80, (shade = (shade + 1) % 250)), 'page.png');

/** A desk at which forms are printed and come back; every test has a patient of its own. */
export class PaperDesk {
  clinic!: Clinic;
  tomas!: Api;
  henrik!: Api;
  patientId = '';

  constructor() {
    beforeAll(async () => {
      this.clinic = await newClinic();
      this.tomas = await this.clinic.as('tomas');
      this.henrik = await this.clinic.as('henrik');
    });
    afterAll(() => this.clinic.close());
    beforeEach(async () => {
      this.patientId = await register(this.tomas);
    });
  }

  get raw() {
    return this.clinic.host.clinic!.store.raw;
  }

  prepare(patientId = this.patientId): Promise<ConsentRecord> {
    return this.tomas.consents.prepare({
      identity: ['name', 'birth-date'],
      patientId,
      appointmentId: null,
      practitionerId: this.clinic.ids['henrik'] ?? '',
      plan: heelPlan,
    });
  }

  async ready(patientId = this.patientId): Promise<ConsentRecord> {
    return decideAll(this.tomas, await this.prepare(patientId));
  }

  async printed(patientId = this.patientId): Promise<{ record: ConsentRecord; code: string }> {
    const draft = await this.ready(patientId);
    const { code } = await this.tomas.documents.printToSign(known(draft));
    return { record: await this.tomas.consents.open({ id: draft.id }), code };
  }

  attach(record: ConsentRecord, code: string, change: Partial<Attaching> = {}): Promise<ConsentRecord> {
    return this.tomas.consents.attachPaper({
      ...known(record),
      code,
      files: [scan()],
      compared: ['patient', 'code', 'signatures', 'decisions'],
      signedOn: '2026-11-23',
      signers: [{ role: 'patient', name: 'Amina Okoye', typedName: 'A. Okoye' }],
      ...change,
    });
  }

  /** Does something to a table that its trigger forbids, as somebody could who holds every key. */
  without(trigger: string, act: () => void): void {
    const sql = this.raw.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(trigger);
    this.raw.exec(`DROP TRIGGER ${trigger}`);
    try {
      act();
    } finally {
      this.raw.exec(String(sql));
    }
  }
}
