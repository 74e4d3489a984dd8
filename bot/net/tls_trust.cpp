#include "net/tls_trust.hpp"

#include <openssl/x509.h>

#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace plumb::net {

namespace {

/// Where distributions keep their bundle, should OpenSSL's own default not be there.
constexpr std::array<std::string_view, 3> kBundles{"/etc/ssl/certs/ca-certificates.crt",
                                                   "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"};

bool is_hashed(const std::filesystem::path& folder) {
    std::error_code failed;
    for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end;
         it.increment(failed))
        if (it->path().extension() == ".0") return true;
    return false;
}

}  // namespace

TrustPaths trust_paths(const TlsTrust& trust) {
    if (!trust.ca_file.empty()) return {trust.ca_file, {}};
    if (is_hashed(X509_get_default_cert_dir())) return {{}, X509_get_default_cert_dir()};
    std::error_code failed;
    if (std::filesystem::exists(X509_get_default_cert_file(), failed))
        return {X509_get_default_cert_file(), {}};
    for (const std::string_view bundle : kBundles)
        if (std::filesystem::exists(bundle, failed)) return {std::string(bundle), {}};
    return {X509_get_default_cert_file(), {}};
}

}  // namespace plumb::net
