/** Tables of the cupboard, volumes in microlitres, and of what the clinic decided about its substances. */
export interface StockTables {
  classApprovals: {
    id: string;
    substanceId: string;
    jurisdiction: string;
    legalBasis: string;
    approvedBy: string;
    approvedOn: string;
    recordedBy: string;
    at: string;
  };
  classApprovalEnds: { approvalId: string; reason: string; by: string; at: string };
  ownSubstances: {
    id: string;
    version: number;
    entry: string;
    told: string;
    enteredBy: string;
    at: string;
  };
  ownApprovals: {
    id: string;
    substanceId: string;
    version: number;
    jurisdiction: string;
    legalBasis: string;
    approvedBy: string;
    approvedOn: string;
    recordedBy: string;
    at: string;
  };
  ownApprovalEnds: { approvalId: string; reason: string; by: string; at: string };
  /** View: the newest version of each own substance, with the approval that stands for it here. */
  ownStanding: {
    id: string;
    version: number;
    entry: string;
    told: string;
    enteredBy: string;
    at: string;
    approvalId: string | null;
    approvedAt: string | null;
  };
  substanceReviews: {
    id: string;
    substanceId: string;
    reviewOn: string;
    note: string;
    by: string;
    at: string;
  };
  products: {
    id: string;
    name: string;
    nameKey: string;
    maker: string;
    substanceId: string;
    strengthValue: string;
    strengthUnit: string;
    containerType: string;
    containerMicrolitres: number;
    gtin: string | null;
    openDays: number;
    lowAt: number;
    retiredAt: string | null;
    version: number;
  };
  lots: {
    id: string;
    productId: string;
    lotNumber: string;
    lotKey: string;
    expiryDate: string;
    receivedOn: string;
    patientId: string | null;
    frozenWhy: string | null;
    frozenBy: string | null;
    frozenAt: string | null;
    version: number;
  };
  vials: {
    id: string;
    lotId: string;
    openedAt: string;
    openedBy: string;
    discardAt: string;
    closedAt: string | null;
    closedWhy: string | null;
    version: number;
  };
  stockMovements: {
    id: string;
    lotId: string;
    vialId: string | null;
    kind: 'receive' | 'open' | 'give' | 'reverse' | 'waste' | 'adjust';
    microlitres: number;
    administrationId: string | null;
    reverses: string | null;
    reason: string;
    by: string;
    at: string;
  };
  recipes: {
    id: string;
    name: string;
    parts: string;
    ownerId: string | null;
    retiredAt: string | null;
    version: number;
  };
}
