import type { Route } from '../route.ts';
import { apiClientRoutes } from './api-clients.ts';
import { complaintListRoutes } from './complaint-list.ts';
import { complaintRoutes } from './complaints.ts';
import { exportRoutes } from './exports.ts';
import { faqRoutes } from './faq.ts';
import { fileRoutes } from './files.ts';
import { oversightRoutes } from './oversight.ts';
import { ownRoutes } from './own.ts';
import { peopleRoutes } from './people.ts';
import { permissionRoutes } from './permissions.ts';
import { referenceRoutes } from './reference.ts';
import { reportRoutes } from './reports.ts';
import { savedViewRoutes } from './saved-views.ts';
import { stepRoutes } from './steps.ts';
import { workingTimeRoutes } from './working-time.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every operation of the interface. */
export const ROUTES: readonly Route[] = [
  ...ownRoutes,
  ...complaintListRoutes,
  ...complaintRoutes,
  ...stepRoutes,
  ...fileRoutes,
  ...exportRoutes,
  ...savedViewRoutes,
  ...reportRoutes,
  ...faqRoutes,
  ...peopleRoutes,
  ...permissionRoutes,
  ...referenceRoutes,
  ...workingTimeRoutes,
  ...oversightRoutes,
  ...webhookRoutes,
  ...apiClientRoutes,
];
