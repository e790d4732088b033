// What page and worker say to each other.

export type Ask =
  | { kind: 'open'; aff: string; dic: string }
  | { kind: 'unknown'; id: number; words: readonly string[] }
  | { kind: 'suggest'; id: number; word: string };
export interface Told {
  id: number;
  words: string[];
}
