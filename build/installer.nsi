; The installer for the current user, without admin rights: makensis -DVERSION=.. -DFOLDER=.. -DREMOVAL=.. -DTARGET=.. build/installer.nsi
; (build/package does it). What was installed is removed file by file: whatever else lies in the folder stays.
Target amd64-unicode
Unicode true
SetCompressor lzma
Name "Cellect ${VERSION}"
OutFile "${TARGET}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Cellect"
InstallDirRegKey HKCU "Software\Cellect" "Folder"
ShowInstDetails nevershow
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Cellect"

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Section
    ; An older version goes first: its files may have other names.
    IfFileExists "$INSTDIR\uninstall.exe" 0 +2
        ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
    SetOutPath "$INSTDIR"
    File /r "${FOLDER}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    WriteRegStr HKCU "Software\Cellect" "Folder" "$INSTDIR"
    WriteRegStr HKCU "${ENTRY}" "DisplayName" "Cellect"
    WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
    WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
    ; Where the entries begin: results go to the user's documents, never to the program's folder.
    SetOutPath "$DOCUMENTS"
    CreateDirectory "$SMPROGRAMS\Cellect"
    CreateShortcut "$SMPROGRAMS\Cellect\Cellect demo.lnk" "$SYSDIR\cmd.exe" '/k ""$INSTDIR\cellect.exe" demo"' "$INSTDIR\cellect.exe"
    CreateShortcut "$SMPROGRAMS\Cellect\Cellect doctor.lnk" "$SYSDIR\cmd.exe" '/k ""$INSTDIR\cellect.exe" doctor"' "$INSTDIR\cellect.exe"
    CreateShortcut "$SMPROGRAMS\Cellect\Cellect terminal.lnk" "$SYSDIR\cmd.exe" '/k "set "PATH=$INSTDIR;%PATH%" && cellect --help"' "$INSTDIR\cellect.exe"
    CreateShortcut "$SMPROGRAMS\Cellect\Documentation.lnk" "$INSTDIR\docs"
    CreateShortcut "$SMPROGRAMS\Cellect\Uninstall Cellect.lnk" "$INSTDIR\uninstall.exe"
SectionEnd

Section Uninstall
    !include "${REMOVAL}"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\Cellect\Cellect demo.lnk"
    Delete "$SMPROGRAMS\Cellect\Cellect doctor.lnk"
    Delete "$SMPROGRAMS\Cellect\Cellect terminal.lnk"
    Delete "$SMPROGRAMS\Cellect\Documentation.lnk"
    Delete "$SMPROGRAMS\Cellect\Uninstall Cellect.lnk"
    RMDir "$SMPROGRAMS\Cellect"
    DeleteRegKey HKCU "${ENTRY}"
    DeleteRegKey HKCU "Software\Cellect"
SectionEnd
