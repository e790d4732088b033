import type { Site } from '../../shared/contract/reference.ts';
import type { Side } from '../../shared/contract/values.ts';
import { fold } from '../../shared/rules/names.ts';

export interface SiteOption {
  site: Site;
  side: Side;
}

const sideWords: Readonly<Record<string, Side>> = { l: 'left', left: 'left', r: 'right', right: 'right' };
const sidesOf = ({ sided }: Site): Side[] => (sided ? ['right', 'left'] : ['midline']);

/** Most places that are offered at once. */
const most = 12;

/** Finds a muscle or attachment by any part of its name, English or Latin, with its side: `l levator`, `glut med right`. */
export function siteSearch(sites: readonly Site[]): (text: string) => SiteOption[] {
  const index = sites.map((site) => ({
    site,
    name: fold(site.name),
    words: ` ${fold(`${site.name} ${site.latin} ${site.region.replaceAll('-', ' ')}`)}`,
  }));
  return (text) => {
    const typed = fold(text)
      .split(' ')
      .filter((word) => word !== '');
    const wanted = typed.map((word) => sideWords[word]).find((side) => side !== undefined);
    const words = typed.filter((word) => sideWords[word] === undefined);
    if (words.length === 0) return [];
    const whole = words.join(' ');
    // Who typed the whole name means that site, not the one whose name goes on.
    const rank = (name: string) => (name === whole ? 0 : name.startsWith(whole) ? 1 : 2);
    return index
      .filter((entry) => words.every((word) => entry.words.includes(` ${word}`)))
      .toSorted((a, b) => rank(a.name) - rank(b.name))
      .flatMap(({ site }) => sidesOf(site).map((side) => ({ site, side })))
      .filter(({ side }) => wanted === undefined || side === wanted || side === 'midline')
      .slice(0, most);
  };
}
