/** Ways to look at the book. */
export const views = ['practitioner', 'room', 'device', 'week', 'month', 'agenda'] as const;
export type View = (typeof views)[number];
/** Minutes of one line of the grid. */
export const zooms = [5, 10, 15] as const;
export type Zoom = (typeof zooms)[number];
export type Colour = 'type' | 'status';

/** What of the book is looked at; all of it stands in the address, so that Back and a copied link show the same. */
export interface BookLook {
  view: View;
  zoom: Zoom;
  /** Practitioners; none means everybody. */
  who: readonly string[];
  types: readonly string[];
  techniques: readonly string[];
  colour: Colour;
  /** Cancelled visits are shown too. */
  off: boolean;
}

/** The part of the address that belongs to the book; what is as usual is left out. */
export interface BookSearch {
  appointment?: string;
  patient?: string;
  /** The times for the visit after this one are shown at once. */
  rebook?: true;
  view?: View;
  zoom?: Zoom;
  who?: string;
  type?: string;
  technique?: string;
  colour?: Colour;
  off?: true;
}

/** Keeps what the screen knows and drops the rest: an address may be typed, or come from an older version. */
export function bookSearch(search: Record<string, unknown>): BookSearch {
  const text = (key: string) => {
    const value = search[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const one = <T>(known: readonly T[], value: unknown) => known.find((entry) => entry === value);
  return tidy({
    appointment: text('appointment'),
    patient: text('patient'),
    rebook: search['rebook'] === true ? true : undefined,
    view: one(views, search['view']),
    zoom: one(zooms, Number(search['zoom'])),
    who: text('who'),
    type: text('type'),
    technique: text('technique'),
    colour: one(['type', 'status'] as const, search['colour']),
    off: search['off'] === true ? true : undefined,
  });
}

export function lookOf(search: BookSearch): BookLook {
  const list = (text: string | undefined) => text?.split(',').filter((part) => part !== '') ?? [];
  return {
    view: search.view ?? 'practitioner',
    zoom: search.zoom ?? 5,
    who: list(search.who),
    types: list(search.type),
    techniques: list(search.technique),
    colour: search.colour ?? 'type',
    off: search.off === true,
  };
}

export function searchOf(look: BookLook): BookSearch {
  const text = (list: readonly string[]) => (list.length === 0 ? undefined : list.join(','));
  return tidy({
    view: look.view === 'practitioner' ? undefined : look.view,
    zoom: look.zoom === 5 ? undefined : look.zoom,
    who: text(look.who),
    type: text(look.types),
    technique: text(look.techniques),
    colour: look.colour === 'type' ? undefined : look.colour,
    off: look.off ? true : undefined,
  });
}

function tidy(search: { [key in keyof BookSearch]: BookSearch[key] | undefined }): BookSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
