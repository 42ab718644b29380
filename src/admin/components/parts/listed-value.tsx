import { BasePropertyComponent, ErrorBoundary } from 'adminjs';
import type { BasePropertyJSON, BasePropertyProps, RecordJSON, ResourceJSON } from 'adminjs';
import type { ComponentType, ReactNode } from 'react';

interface ListedValueProps {
  readonly property: BasePropertyJSON;
  readonly resource: ResourceJSON;
  readonly record: RecordJSON;
}

/** A value in a row: what AdminJS draws, without the wrapper that takes longer than the value. */
export function ListedValue({ property, resource, record }: ListedValueProps): ReactNode {
  const { UserComponents } = window.AdminJS;
  const Own = UserComponents[property.components?.list ?? ''] as ComponentType<BasePropertyProps> | undefined;
  if (Own === undefined) {
    return <BasePropertyComponent where="list" property={property} resource={resource} record={record} />;
  }
  const path = property.propertyPath;
  return (
    <ErrorBoundary>
      <section
        className="p-listed"
        data-css={`${resource.id}-list-${path}`}
        data-testid={`property-list-${path}`}
      >
        <Own property={{ ...property, path }} resource={resource} record={record} where="list" />
      </section>
    </ErrorBoundary>
  );
}
