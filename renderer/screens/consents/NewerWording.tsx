import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { ConsentAtHand } from './use-consent.ts';

/** A draft that nobody has signed, on a wording that has been published anew since: it is offered in the new words. */
export function NewerWording({ record, hand }: { record: ConsentRecord; hand: ConsentAtHand }) {
  const { t } = useTranslation('consents');
  const texts = useQuery(q.templates.list.queryOptions());
  const { template, plan, talk } = record.document;
  const now = new Map(texts.data?.map(({ id, version }) => [id, version]));
  const newer = [template, ...template.parts].some(({ id, version }) => (now.get(id) ?? version) !== version);
  if (!newer || record.signatures.length > 0 || record.paper !== undefined) return null;
  return (
    <Notice
      tone="info"
      title={t('template.newer')}
      action={
        <Button variant="default" loading={hand.saving} onClick={() => void hand.revise(plan, talk)}>
          {t('template.compose')}
        </Button>
      }
    >
      {t('template.newerHow')}
    </Notice>
  );
}
