/** The face of the customers room: persons for whom a business has opened accounts, and how well each is known. */

export { type Customers, createCustomers } from './operations/customers.ts';
