// Every message of Muster and of ttrpc, for libprotobuf-c, and the arena they are decoded into.
// The *.pb-c.* files are made by `make proto` from the protos at the top of the repository; none is edited by hand.
#ifndef CMUSTERPROTO_H
#define CMUSTERPROTO_H

#include "google/protobuf/any.pb-c.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "google/rpc/error_details.pb-c.h"
#include "google/rpc/status.pb-c.h"
#include "grpc/health/v1/health.pb-c.h"
#include "muster/v1/access.pb-c.h"
#include "muster/v1/admin.pb-c.h"
#include "muster/v1/security_hub.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"
#include "arena.h"

#endif
