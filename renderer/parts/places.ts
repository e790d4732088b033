import type { ReferenceData } from '../../shared/contract/reference.ts';

/** Regions in the words of the body chart, `Sole and heel`; the catalogue's own word where none is drawn. */
export function regionNames({ bodyChart, muscles }: ReferenceData): ReadonlyMap<string, string> {
  const names = new Map(muscles.entries.map(({ region }) => [region, region.replaceAll('-', ' ')]));
  for (const { region, label } of bodyChart.figures.flatMap(({ shapes }) => shapes)) {
    names.set(region, label.replace(/, (right|left|midline)$/, ''));
  }
  return names;
}
