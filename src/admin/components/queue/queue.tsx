import { Loader } from '@adminjs/design-system';
import { useTranslation, type ActionProps } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { FilterBar } from '../filters/filter-bar.tsx';
import { ListChanged } from '../live/list-changed.tsx';
import { useQueueNews } from '../live/use-queue-news.ts';
import { ExportMenu } from '../parts/export-menu.tsx';
import { PrintButton } from '../parts/print-button.tsx';
import { useListPlace } from '../parts/list-place.ts';
import { useScrollPlace } from '../parts/scroll-place.ts';
import { SearchBox } from '../parts/search-box.tsx';
import { siteUrl } from '../parts/site-url.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { useOwnColumns } from './own-columns.ts';
import { QueuePage } from './queue-page.tsx';
import { SaveView } from './save-view.tsx';
import { useQueue } from './use-queue.ts';
import { Views } from './views.tsx';

/** The queue: views, search, filters, what there is to do, and pages. */
export default function ComplaintQueue({ resource }: ActionProps): ReactNode {
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const { page, isLoading, reload } = useQueue();
  const news = useQueueNews(page);
  const own = useOwnColumns(page?.meta.sortBy);
  const [newId, setNewId] = useState<number>();
  useListPlace();
  useScrollPlace(page !== undefined);
  const saved = (id: number): void => {
    setNewId(id);
    reload();
  };
  const list = page && { page, columns: own.columns, isLoading, reload };
  return (
    <div className="p-queue">
      <header className="p-q-head">
        <h1>{translateLabel(resource.name, resource.id)}</h1>
        {page && (
          <Views
            views={news.meta?.views ?? page.meta.views}
            meta={page.meta}
            newId={newId}
            onChanged={reload}
          />
        )}
        <a className="p-button p-primary" href={siteUrl('/complaints/new')}>
          {translateButton('newComplaint', resource.id)}
        </a>
      </header>
      <div className="p-q-tools">
        <SearchBox resource={resource} isBare />
        <FilterBar resource={resource}>{page && <SaveView meta={page.meta} onSaved={saved} />}</FilterBar>
        <div className="p-q-more">
          <ColumnChooser {...own} />
          {page && (
            <ExportMenu
              resourceId={resource.id}
              className="p-chip p-chip-more"
              isIcon
              note={page.meta.exportsAll ? undefined : translateMessage('exportsOwn', resource.id)}
            />
          )}
          <PrintButton className="p-chip p-chip-more" />
        </div>
      </div>
      <ListChanged isChanged={news.isChanged} onShow={reload} />
      {list && <QueuePage resource={resource} {...list} />}
      {!page && isLoading && <Loader />}
    </div>
  );
}
