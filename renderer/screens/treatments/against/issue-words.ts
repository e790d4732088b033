import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { ReferenceData } from '../../../../shared/contract/reference.ts';
import { q } from '../../../rpc.ts';
import { unitText } from '../blocks/field-words.ts';

interface Names {
  fields: ReadonlyMap<string, string>;
  sites: ReadonlyMap<string, string>;
  substances: ReadonlyMap<string, string>;
}

function namesOf(data: ReferenceData | undefined): Names {
  const groups = data?.techniques.fieldGroups.flatMap((group) => group.fields) ?? [];
  const extra = data?.techniques.entries.flatMap(({ extraFields }) => extraFields ?? []) ?? [];
  // Where several groups have a field of the same key, its first label is the plainest.
  const fields = [...groups, ...extra].toReversed();
  return {
    fields: new Map(fields.map(({ key, label }) => [key, label])),
    sites: new Map(data?.muscles.entries.map(({ id, name }) => [id, name])),
    substances: new Map(data?.substances.entries.map(({ id, name }) => [id, name])),
  };
}

/** Plain words for what a check found: field and site that it is about, the catalogue's sentence for its code, its figures. */
export function useIssueWords(): (issue: RecordIssue) => string {
  const { t, i18n } = useTranslation(['treatments', 'chart']);
  const { data } = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const names = useMemo(() => namesOf(data), [data]);
  return useCallback(
    (issue) => {
      const named = (id: string | undefined) => (id === undefined ? '' : (names.substances.get(id) ?? id));
      const given = issue.params ?? {};
      const shown = {
        ...given,
        ...(given['part'] === undefined ? {} : { part: named(given['part']) }),
        ...(given['unit'] === undefined ? {} : { unit: unitText(given['unit']) }),
      };
      const key = `issue.${issue.code}`;
      const params = { ...shown, interpolation: { skipOnVariables: true } };
      const said = i18n.exists(`treatments:${key}`)
        ? String(t(key as 'issue.required', params))
        : t('issue.other', {
            code: issue.code.replaceAll('-', ' '),
            figures: Object.values(shown).join(', '),
          });
      // A figure that is a count or a score has no unit: the room of one is closed.
      const what = said.replaceAll(/ {2,}/g, ' ').replaceAll(/ (?=[),.])/g, '');
      const [siteId = '', side = ''] = (given['site'] ?? '').split(':');
      const word = side === '' ? '' : t(`side.${side as 'left' | 'right' | 'midline'}`);
      const site = names.sites.has(siteId) ? [names.sites.get(siteId), word].filter(Boolean).join(', ') : '';
      const ofFinding = `chart:finding.fields.${issue.fieldKey ?? ''}`;
      const field =
        names.fields.get(issue.fieldKey ?? '') ??
        (i18n.exists(ofFinding) ? t(ofFinding as 'chart:finding.fields.grade') : undefined);
      const where = [field, site].filter(Boolean).join(' · ');
      return where === '' ? what : t('issue.at', { where, what, interpolation: { skipOnVariables: true } });
    },
    [t, i18n, names],
  );
}
