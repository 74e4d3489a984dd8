#include "tests/net/support/test_ca.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace plumb::net {

namespace {

template <class T, void (*Free)(T*)>
struct Freed {
    void operator()(T* p) const { Free(p); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509, X509_free>>;

constexpr long kDay = 24L * 60 * 60;

Key new_key() { return Key(EVP_EC_gen("P-256")); }

void extend(X509* certificate, X509* issuer, int what, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str());
    if (extension == nullptr) throw std::runtime_error("no such extension: " + value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate new_certificate(EVP_PKEY* key, const char* name, long serial) {
    Certificate out(X509_new());
    X509_set_version(out.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(out.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(out.get()), -kDay);
    X509_gmtime_adj(X509_getm_notAfter(out.get()), kDay);
    X509_set_pubkey(out.get(), key);
    const auto* text = reinterpret_cast<const unsigned char*>(name);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(out.get()), "CN", MBSTRING_ASC, text, -1, -1, 0);
    return out;
}

template <class Write>
std::string pem(Write write) {
    BIO* memory = BIO_new(BIO_s_mem());
    write(memory);
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    std::string out(data, static_cast<std::size_t>(size));
    BIO_free(memory);
    return out;
}

}  // namespace

struct TestCa::Keys {
    Key key = new_key();
    Certificate certificate = new_certificate(key.get(), "Test authority", 1);
};

TestCa::TestCa() : keys_(std::make_unique<Keys>()) {
    X509* own = keys_->certificate.get();
    X509_set_issuer_name(own, X509_get_subject_name(own));
    extend(own, own, NID_basic_constraints, "critical,CA:TRUE");
    extend(own, own, NID_key_usage, "critical,keyCertSign");
    X509_sign(own, keys_->key.get(), EVP_sha256());
    std::string name = "/tmp/plumb-test-ca-XXXXXX";
    const int handle = mkstemp(name.data());
    if (handle < 0) throw std::runtime_error("no temporary file");
    close(handle);
    file_ = name;
    std::ofstream(file_) << pem([&](BIO* out) { PEM_write_bio_X509(out, own); });
}

TestCa::~TestCa() { std::remove(file_.c_str()); }

ServerIdentity TestCa::issue(const std::string& names) const {
    const Key key = new_key();
    const Certificate leaf = new_certificate(key.get(), "Test server", 2);
    X509_set_issuer_name(leaf.get(), X509_get_subject_name(keys_->certificate.get()));
    extend(leaf.get(), keys_->certificate.get(), NID_subject_alt_name, names);
    X509_sign(leaf.get(), keys_->key.get(), EVP_sha256());
    ServerIdentity out;
    out.key = pem(
        [&](BIO* bio) { PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    out.certificate = pem([&](BIO* bio) { PEM_write_bio_X509(bio, leaf.get()); });
    return out;
}

}  // namespace plumb::net
