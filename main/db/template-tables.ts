/** Tables of the words of the consent form. */
export interface TemplateTables {
  templateVersions: {
    templateId: string;
    version: number;
    origin: 'shipped' | 'clinic';
    body: string;
    bodyHash: string;
    reason: string;
    material: 0 | 1;
    publishedBy: string;
    publisherId: string | null;
    publishedAt: string;
  };
  templateRetirements: {
    templateId: string;
    version: number;
    reason: string;
    retiredBy: string;
    retiredAt: string;
  };
  templateDrafts: {
    templateId: string;
    body: string;
    basedOn: number;
    savedBy: string;
    savedAt: string;
    version: number;
  };
  templateReviews: { templateId: string; dueOn: string | null; setBy: string; setAt: string };
  templateTexts: {
    templateId: string;
    language: string;
    textKey: string;
    english: string;
    text: string;
    savedBy: string;
    savedAt: string;
  };
  templateApprovals: {
    templateId: string;
    version: number;
    language: string;
    textsHash: string;
    approvedBy: string;
    approverId: string;
    approvedAt: string;
  };
  wordApprovals: {
    language: string;
    textsHash: string;
    approvedBy: string;
    approverId: string;
    approvedAt: string;
  };
  consentTemplates: { consentId: string; templateId: string; version: number };
}
