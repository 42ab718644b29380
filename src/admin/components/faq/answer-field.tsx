import { useTranslation, type EditPropertyProps } from 'adminjs';
import { useRef, useState, type ClipboardEvent, type ReactNode } from 'react';
import { asText } from '../parts/as-text.ts';
import { PropertyField } from '../parts/field.tsx';
import { pastedFiles } from '../../../look/public/files.js';
import { sendPicture } from './answer-calls.ts';
import { PictureButton } from './picture-button.tsx';
import { Preview } from './preview.tsx';

const ROWS = 16;
/** How many letters of a picture's Markdown stand before its description. */
const BEFORE_DESCRIPTION = 2;

/** Sends pictures and puts them into the text where the cursor is. */
function usePictures(value: string, change: (value: string) => void) {
  const area = useRef<HTMLTextAreaElement>(null);
  const present = useRef(value);
  present.current = value;
  const [told, setTold] = useState('');
  const put = (text: string): void => {
    const at = area.current?.selectionStart ?? present.current.length;
    change(present.current.slice(0, at) + text + present.current.slice(area.current?.selectionEnd ?? at));
    // Once the text is drawn, the cursor waits for what the picture is.
    setTimeout(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at + BEFORE_DESCRIPTION, at + BEFORE_DESCRIPTION);
    });
  };
  const add = async (file: File): Promise<void> => {
    setTold('takingPicture');
    const sent = await sendPicture(file);
    if ('text' in sent) put(sent.text);
    setTold('text' in sent ? 'pictureAdded' : sent.fault);
  };
  return { area, told, busy: told === 'takingPicture', add: (file: File) => void add(file) };
}

/** Edits an answer in Markdown, beside what the portal shows of it. */
export default function AnswerField({ property, record, onChange }: EditPropertyProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const value = asText(record.params[property.path]);
  const { area, told, busy, add } = usePictures(value, (text) => onChange(property.path, text));
  const paste = (event: ClipboardEvent): void => {
    const [file] = pastedFiles(event.nativeEvent);
    if (file === undefined || busy) return;
    event.preventDefault();
    add(file);
  };
  return (
    <PropertyField property={property} record={record}>
      {(control) => (
        <div className="p-answer">
          <div>
            <textarea
              {...control}
              ref={area}
              dir="auto"
              rows={ROWS}
              value={value}
              onPaste={paste}
              onChange={(event) => onChange(property.path, event.target.value)}
            />
            <PictureButton busy={busy} onPicture={add} />
            <p className="p-hint" role="status">
              {told && translateMessage(told, 'faqs')}
            </p>
          </div>
          <section className="p-preview" aria-label={translateLabel('preview', 'faqs')}>
            <p className="p-preview-title" aria-hidden="true">
              {translateLabel('preview', 'faqs')}
            </p>
            <Preview answer={value} />
          </section>
        </div>
      )}
    </PropertyField>
  );
}
