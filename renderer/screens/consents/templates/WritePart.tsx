import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateBlock, TemplateBody, TemplateRecord } from '../../../../shared/contract/templates.ts';
import { notify } from '../../../ui/toast.tsx';
import { BlockCard } from './BlockCard.tsx';
import { addable, moved, withNew } from './bodies.ts';
import css from './templates.module.css';

interface WritePartProps {
  template: TemplateRecord;
  body: TemplateBody;
  readOnly: boolean;
  onChange: (body: TemplateBody) => void;
}

/** The blocks in the order in which they are read. */
export function WritePart({ template, body, readOnly, onChange }: WritePartProps) {
  const { t } = useTranslation('templates');
  const list = useRef<HTMLOListElement>(null);
  const { blocks } = body;
  const nameOf = ({ title, kind }: TemplateBlock) => (title === '' ? t(`kind.${kind}`) : title);
  const focus = (blockId: string) =>
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-block="${blockId}"] :is(input, textarea)`)?.focus(),
    );
  const move = (at: number, by: -1 | 1) => {
    const block = blocks[at];
    if (block === undefined || at + by < 0 || at + by >= blocks.length) return;
    onChange(moved(body, at, by));
    focus(block.blockId);
    notify({ text: t('block.moved', { name: nameOf(block), at: at + by + 1, all: blocks.length }) });
  };
  const remove = (block: TemplateBlock) => {
    onChange({ blocks: blocks.filter((one) => one !== block) });
    notify({ text: t('block.removed', { name: nameOf(block) }), undo: { onUndo: () => onChange(body) } });
  };
  return (
    <div className={css['stack']}>
      <ol className={css['blocks']} aria-label={t('block.list')} ref={list}>
        {blocks.map((block, at) => (
          <BlockCard
            key={block.blockId}
            block={block}
            first={at === 0}
            last={at === blocks.length - 1}
            readOnly={readOnly}
            onChange={(next) => onChange({ blocks: blocks.with(at, next) })}
            onMove={(by) => move(at, by)}
            onRemove={() => remove(block)}
          />
        ))}
      </ol>
      {!readOnly && (
        <div className={css['bar']}>
          <Menu position="top-start">
            <Menu.Target>
              <Button variant="default" leftSection={<IconPlus size={16} />}>
                {t('block.add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {addable(template.use, body).map((kind) => (
                <Menu.Item
                  key={kind}
                  onClick={() => {
                    const next = withNew(body, kind);
                    onChange(next.body);
                    focus(next.blockId);
                  }}
                >
                  {t(`kind.${kind}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
      {!readOnly && (
        <div className={css['variables']}>
          <strong>{t('variables')}</strong>
          {template.variables.map((name) => (
            <Button
              key={name}
              variant="default"
              onClick={() => {
                void navigator.clipboard.writeText(`{{${name}}}`);
                notify({ text: t('copied', { name }) });
              }}
            >
              {`{{${name}}}`}
            </Button>
          ))}
          <span className={css['hint']}>{t('variablesHint')}</span>
        </div>
      )}
    </div>
  );
}
