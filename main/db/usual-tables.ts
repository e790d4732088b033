/** Favourites, needles that rest, and how devices were last set; JSON columns hold text. */
export interface UsualTables {
  packs: {
    id: string;
    ownerId: string;
    name: string;
    nameKey: string;
    blocks: string;
    shared: 0 | 1;
    position: number;
    retiredAt: string | null;
    version: number;
  };
  restTimers: {
    id: string;
    sessionId: string;
    blockId: string;
    startedAt: string;
    startedBy: string;
    dueAt: string;
    stoppedAt: string | null;
    stoppedBy: string | null;
    version: number;
  };
  deviceSettings: {
    deviceId: string;
    technique: string;
    practitionerId: string;
    settings: string;
    usedAt: string;
  };
}
