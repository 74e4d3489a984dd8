# The Debian package: `cmake --build … && cpack -G DEB --config build/…/CPackConfig.cmake`. What it holds is installed
# by these rules alone.
# The package waits for what it holds (package_files), not for every test.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

set(package_folder ${PROJECT_SOURCE_DIR}/deploy/package)
set(packaged ${PROJECT_BINARY_DIR}/package)

# The packaged configuration is the example, on the packaged database.
file(READ ${PROJECT_SOURCE_DIR}/config/plumbline.example.toml example)
string(REPLACE "#path = \"\"" "path = \"/var/lib/plumbline/plumbline.db\"" example "${example}")
file(WRITE ${packaged}/plumbline.toml "${example}")

# Compressed without a time in it, so that the same sources make the same package.
add_custom_command(
    OUTPUT ${packaged}/plumbline.1.gz ${packaged}/changelog.gz ${packaged}/completion.bash ${packaged}/completion.zsh
    COMMAND gzip -9nc ${package_folder}/plumbline.1 > ${packaged}/plumbline.1.gz
    COMMAND gzip -9nc ${package_folder}/changelog > ${packaged}/changelog.gz
    COMMAND plumbline completion bash > ${packaged}/completion.bash
    COMMAND plumbline completion zsh > ${packaged}/completion.zsh
    DEPENDS plumbline ${package_folder}/plumbline.1 ${package_folder}/changelog
    VERBATIM)
add_custom_target(package_files DEPENDS
    ${packaged}/plumbline.1.gz ${packaged}/changelog.gz ${packaged}/completion.bash ${packaged}/completion.zsh)

install(TARGETS plumbline RUNTIME DESTINATION /usr/bin)
install(FILES ${packaged}/plumbline.toml DESTINATION /etc/plumbline)
install(FILES ${package_folder}/plumbline.service ${package_folder}/plumbline-backup.service
              ${package_folder}/plumbline-backup.timer DESTINATION /lib/systemd/system)
install(FILES ${packaged}/plumbline.1.gz DESTINATION /usr/share/man/man1)
install(FILES ${packaged}/completion.bash DESTINATION /usr/share/bash-completion/completions RENAME plumbline)
install(FILES ${packaged}/completion.zsh DESTINATION /usr/share/zsh/vendor-completions RENAME _plumbline)
install(FILES ${packaged}/changelog.gz ${package_folder}/copyright DESTINATION /usr/share/doc/plumbline)
install(FILES ${PROJECT_SOURCE_DIR}/config/plumbline.example.toml ${PROJECT_SOURCE_DIR}/deploy/slack-manifest.json
              ${PROJECT_SOURCE_DIR}/deploy/monitoring/alerts.yml ${PROJECT_SOURCE_DIR}/deploy/monitoring/grafana.json
        DESTINATION /usr/share/doc/plumbline/examples)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME plumbline)
set(CPACK_PACKAGE_CONTACT "Plumbline maintainers <maintainers@plumbline.example>")
set(CPACK_STRIP_FILES ON)
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The last two are for pictures; nothing sees them, since the libraries are loaded late (decisions/0012).
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, ca-certificates, tzdata, fonts-dejavu-core, libpangocairo-1.0-0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-droid-fallback")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${package_folder}/postinst ${package_folder}/prerm ${package_folder}/postrm ${package_folder}/conffiles)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "chat bot that keeps the product plan and the launch plan in true")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Plumbline listens in Slack and Matrix, and keeps releases and features on one
side, launch events, collateral and promises on the other. It warns the moment
the two plans disagree: the facts, whom it concerns, what would mend it.")
include(CPack)
