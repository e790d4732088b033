import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { TemplateBody } from '../../../../shared/contract/templates.ts';
import { useTrouble } from '../../../desk.ts';
import { q } from '../../../rpc.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { ErrorState, LoadingState } from '../../../ui/States.tsx';
import { DocumentView } from '../DocumentView.tsx';
import { tidy } from './bodies.ts';
import css from './templates.module.css';

/** The text as the patient reads it, composed by the host while it is written. */
export function PreviewPart({ id, body, language }: { id: string; body: TemplateBody; language: string }) {
  const { t } = useTranslation(['templates', 'refusals']);
  const sayTrouble = useTrouble();
  const [shown] = useDebouncedValue(body, 400);
  const input = { id, body: tidy(shown), language };
  const preview = useQuery({
    ...q.templates.preview.queryOptions({ input }),
    placeholderData: keepPreviousData,
  });
  if (preview.error) {
    const trouble = sayTrouble(preview.error);
    return (
      <ErrorState text={trouble.text} incident={trouble.incident} onRetry={() => void preview.refetch()} />
    );
  }
  if (preview.data === undefined) return <LoadingState shape="page" />;
  const { document, problems } = preview.data;
  return (
    <div className={css['stack']}>
      {problems.length > 0 && (
        <Notice tone="warn" title={t('problems')}>
          <ul>
            {problems.map(({ block, problem, what }) => (
              <li key={`${block} ${problem} ${what}`}>
                {t('refusals:TEMPLATE_PROBLEM', { block, what, context: problem })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <p className={css['hint']}>{t('previewNote')}</p>
      <DocumentView document={document} />
    </div>
  );
}
